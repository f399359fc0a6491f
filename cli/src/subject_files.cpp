// cli/src/subject_files.cpp
#include "subject_files.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace oblio::cli {
namespace {

constexpr std::string_view document_kind = "answers";

/// The document of a subject's answers. The archive stores the id only as a keyed hash.
std::string document_id(const Subject& subject) {
    return format_subject(subject);
}

} // namespace

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

Result<ReviewAnswers> review_answers(const Archive& archive, const Subject& subject) {
    const auto document = archive.document(document_kind, document_id(subject));
    if (!document) {
        return document.error();
    }
    ReviewAnswers answers;
    if (!document->has_value()) {
        return answers;
    }
    const auto json = nlohmann::json::parse((*document)->json, nullptr, false);
    if (!json.is_object() || !json.contains("yes") || !json.contains("no")) {
        return Error{ErrorCode::damaged, "the stored answers"};
    }
    answers.yes = json["yes"].get<std::set<std::string>>();
    answers.no = json["no"].get<std::set<std::string>>();
    return answers;
}

Result<void> remember_answers(Archive& archive, const Subject& subject,
                              const ReviewAnswers& answers) {
    auto all = review_answers(archive, subject);
    if (!all) {
        return all.error();
    }
    for (const std::string& record : answers.yes) {
        all->no.erase(record);
        all->yes.insert(record);
    }
    for (const std::string& record : answers.no) {
        all->yes.erase(record);
        all->no.insert(record);
    }
    const nlohmann::json json{{"yes", all->yes}, {"no", all->no}};
    return archive.put_document(document_kind, document_id(subject), json.dump());
}

} // namespace oblio::cli
