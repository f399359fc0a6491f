// cli/src/subject_files.cpp
#include "subject_files.hpp"

namespace oblio::cli {
Result<Subject> load_subject(const Session& session, const std::string& file) {
    const auto json = session.environment().files.read_all(file);
    if (!json) {
        return json.error();
    }
    auto subject = parse_subject(*json);
    if (!subject) {
        return Error{subject.error().code, file + ": " + subject.error().detail};
    }
    return subject;
}

std::vector<std::string> identifying_values(const Subject& subject) {
    std::vector<std::string> values;
    if (!subject.name.empty()) {
        values.push_back(subject.name);
    }
    for (const auto* list : {&subject.emails, &subject.phones, &subject.plates}) {
        values.insert(values.end(), list->begin(), list->end());
    }
    for (const SubjectHandle& handle : subject.handles) {
        values.push_back(handle.handle);
    }
    if (subject.fiscal_code) {
        values.push_back(*subject.fiscal_code);
    }
    return values;
}

} // namespace oblio::cli
