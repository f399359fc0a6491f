// tests/policy/municipalities_test.cpp: the five shipped policies say what their texts say.
#include "oblio/policy/policy.hpp"
#include "support/files.hpp"
#include "support/paths.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace oblio;

namespace {

std::string read(const std::string& file) {
    return test::bytes_of_file(test::source_folder() / "patterns" / "policies" / file);
}

Policy shipped(const std::string& file) {
    auto policy = parse_policy(read(file));
    INFO(file << ": " << (policy ? "" : policy.error().detail));
    REQUIRE(policy);
    return std::move(policy).value();
}

Finding finding(FindingType type) {
    return {type, ByteSpan::of_indices(0, 1), 0.9, "r", {}, false, false, {}};
}

bool holds(const std::vector<FindingType>& types, FindingType type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

using O = ModerationOutcome;

} // namespace

TEST_CASE("Every shipped policy is accepted and can be told in both languages", "[policy]") {
    for (const auto* file : {"somma-lombardo.json", "pero.json", "massa.json",
                             "carpignano-sesia.json", "carpi.json", "template.json"}) {
        const Policy policy = shipped(file);
        for (const Language language : {Language::italian, Language::english}) {
            const std::string words = describe(policy, language);
            CHECK(words.find(policy.entity.name) == 0);
            CHECK(words.find("{}") == std::string::npos);
        }
        for (const OfficialAccount& account : policy.accounts) {
            CHECK_FALSE(account.managed_by.empty()); // by role, never by name
        }
    }
}

TEST_CASE("Somma Lombardo: every individual reference goes at the user's request", "[policy]") {
    const Policy policy = shipped("somma-lombardo.json");
    CHECK(policy.requests.every_reference);
    CHECK(describe(policy, Language::italian).find("ogni riferimento individuale") !=
          std::string::npos);
}

TEST_CASE("Somma Lombardo: under 16 only with a parent's authorisation", "[policy]") {
    const Policy policy = shipped("somma-lombardo.json");
    CHECK(policy.minors.threshold == 16);
    CHECK(policy.minors.thresholds == std::vector<int>{14});
}

TEST_CASE("Somma Lombardo: a content holds no personal data", "[policy]") {
    const Policy policy = shipped("somma-lombardo.json");
    const auto phone = judge_publication(policy, finding(FindingType::phone));
    CHECK(phone.verdict == Verdict::block);
    REQUIRE(phone.rule != nullptr);
    CHECK(phone.rule->sentence.it.find("nel dubbio non pubblica") != std::string::npos);
    CHECK(judge_publication(policy, finding(FindingType::person)).verdict == Verdict::warn);
}

TEST_CASE("Somma Lombardo: requests that arrive in private go to the URP", "[policy]") {
    const Policy policy = shipped("somma-lombardo.json");
    CHECK(policy.forwarding.mailbox == "urp@comune.sommalombardo.va.it");
    const auto contacts = institutional_contacts(policy);
    CHECK(std::find(contacts.phones.begin(), contacts.phones.end(), "+39 0331 989095") !=
          contacts.phones.end());
}

TEST_CASE("Somma Lombardo: a closed list of accounts and of who may act on each", "[policy]") {
    const Policy policy = shipped("somma-lombardo.json");
    CHECK(policy.accounts.size() == 5);
    CHECK(find_account(policy, "whatsapp", "", "", "comune di somma lombardo") != nullptr);
    CHECK(find_account(policy, "telegram", "", "", "Comune di Somma Lombardo") == nullptr);
    CHECK(may(policy, "redazione", RolePower::moderate));
    CHECK_FALSE(may(policy, "redazione", RolePower::execute));
    CHECK_FALSE(may(policy, "someone", RolePower::moderate));
}

TEST_CASE("Somma Lombardo: repeated violations lead to block and report", "[policy]") {
    const auto second = measures_for(shipped("somma-lombardo.json"), 2);
    CHECK(std::find(second.begin(), second.end(), O::blocked) != second.end());
    CHECK(std::find(second.begin(), second.end(), O::reported) != second.end());
}

TEST_CASE("Pero: no special-category and no judicial data are published", "[policy]") {
    const Policy policy = shipped("pero.json");
    CHECK(judge_publication(policy, finding(FindingType::health)).verdict == Verdict::block_always);
    CHECK(judge_publication(policy, finding(FindingType::politics)).verdict == Verdict::block);
    CHECK(judge_publication(policy, finding(FindingType::judicial)).verdict == Verdict::block);
    CHECK(judge_publication(policy, finding(FindingType::religion)).rule->id == "particolari");
}

TEST_CASE("Pero: no personal information that is excessive or not pertinent", "[policy]") {
    const Policy policy = shipped("pero.json");
    const auto verdict = judge_publication(policy, finding(FindingType::iban));
    CHECK(verdict.verdict == Verdict::block);
    CHECK(verdict.rule->articles == std::vector<std::string>{"GDPR art. 5(1)(c)"});
}

TEST_CASE("Pero: special and judicial data are removed from public items in any case", "[policy]") {
    const Policy policy = shipped("pero.json");
    CHECK(holds(policy.public_items.remove_always, FindingType::health)); // the author's own, too
    CHECK(holds(policy.public_items.remove_always, FindingType::judicial));
    CHECK(describe(policy, Language::italian).find("in ogni caso, anche se dell'autore: ") !=
          std::string::npos);
}

TEST_CASE("Pero: special and judicial data are removed from private messages, too", "[policy]") {
    const Policy policy = shipped("pero.json");
    CHECK(holds(policy.private_messages.remove, FindingType::trade_union));
    CHECK(holds(policy.private_messages.remove, FindingType::judicial));
    CHECK_FALSE(holds(policy.private_messages.remove, FindingType::phone));
}

TEST_CASE("Pero: private messages live as long as the service", "[policy]") {
    const Policy policy = shipped("pero.json");
    CHECK(policy.private_messages.clock.mode == RetentionMode::service);
    CHECK(policy.private_messages.clock.days == 30);
}

TEST_CASE("Pero: moderation from 9 to 13, Monday to Friday", "[policy]") {
    const Policy policy = shipped("pero.json");
    REQUIRE(policy.watch_hours.size() == 1);
    CHECK(policy.watch_hours[0].weekdays == std::vector<unsigned>{1, 2, 3, 4, 5});
    CHECK(policy.watch_hours[0].from == 540);
    CHECK(policy.watch_hours[0].to == 780);
}

TEST_CASE("Massa: no details without public relevance that harm third parties", "[policy]") {
    const Policy policy = shipped("massa.json");
    const auto verdict = judge_publication(policy, finding(FindingType::address));
    CHECK(verdict.verdict == Verdict::block);
    CHECK(verdict.rule->id == "terzi");
}

TEST_CASE("Massa: sensitive data are removed anywhere on the channels", "[policy]") {
    const Policy policy = shipped("massa.json");
    CHECK(holds(policy.public_items.remove_always, FindingType::sex_life));
    CHECK(policy.public_items.moderation == ModerationTime::after);
}

TEST_CASE("Massa: a moderated item is reported, hidden or deleted", "[policy]") {
    CHECK(shipped("massa.json").public_items.outcomes ==
          std::vector<O>{O::reported, O::hidden, O::deleted});
}

TEST_CASE("Massa: Tuesday and Thursday also from 15 to 17", "[policy]") {
    const Policy policy = shipped("massa.json");
    REQUIRE(policy.watch_hours.size() == 2);
    CHECK(policy.watch_hours[1].weekdays == std::vector<unsigned>{2, 4});
}

TEST_CASE("Carpignano Sesia: first a warning that quotes the rule, then the block", "[policy]") {
    const Policy policy = shipped("carpignano-sesia.json");
    const auto first = measures_for(policy, 1);
    CHECK(first.front() == O::warned);
    CHECK(std::find(first.begin(), first.end(), O::blocked) == first.end());
    for (const int violation : {2, 3, 17}) {
        const auto later = measures_for(policy, violation);
        CHECK(std::find(later.begin(), later.end(), O::blocked) != later.end());
    }
}

TEST_CASE("Carpignano Sesia: staff may not disclose information on third parties", "[policy]") {
    const Policy policy = shipped("carpignano-sesia.json");
    const auto verdict = judge_publication(policy, finding(FindingType::date_of_birth));
    CHECK(verdict.verdict == Verdict::block);
    CHECK(verdict.rule->sentence.it.find("non divulga informazioni su terzi") != std::string::npos);
}

TEST_CASE("Carpignano Sesia: five channels, managers named by a separate act", "[policy]") {
    const Policy policy = shipped("carpignano-sesia.json");
    std::set<std::string> platforms;
    for (const auto& account : policy.accounts) {
        platforms.insert(account.platform);
        CHECK(account.managed_by == std::vector<std::string>{"gestore"});
    }
    CHECK(platforms == std::set<std::string>{"facebook", "instagram", "telegram", "x", "youtube"});
}

TEST_CASE("Carpi: each role may do its own part, and the executive approves", "[policy]") {
    const Policy policy = shipped("carpi.json");
    CHECK(may(policy, "social_media_manager", RolePower::plan));
    CHECK(may(policy, "content_editor", RolePower::check));
    CHECK_FALSE(may(policy, "content_editor", RolePower::moderate));
    CHECK_FALSE(may(policy, "content_manager", RolePower::trace));
    CHECK(may(policy, "dirigente", RolePower::approve));
    CHECK_FALSE(may(policy, "social_media_manager", RolePower::approve));
    for (const PolicyRole& role : policy.roles) {
        CHECK(role.external == (role.id == "content_manager"));
        CHECK(role.review_months <= 12); // access is reviewed periodically
    }
}

TEST_CASE("Carpi: how often access is reviewed stands in the policy's words", "[policy]") {
    const std::string words = describe(shipped("carpi.json"), Language::italian);
    CHECK(words.find("(esterno, accesso riveduto ogni 6 mesi)") != std::string::npos);
    CHECK(words.find("Social media manager (accesso riveduto ogni 12 mesi)") != std::string::npos);
}

TEST_CASE("Carpi: no personal cases in public spaces", "[policy]") {
    const Policy policy = shipped("carpi.json");
    CHECK(judge_publication(policy, finding(FindingType::person)).verdict == Verdict::block);
    CHECK(judge_publication(policy, finding(FindingType::hardship)).rule->id == "casi-personali");
}

TEST_CASE("Carpi: third parties' data and special categories are removed from comments",
          "[policy]") {
    const Policy policy = shipped("carpi.json");
    CHECK(holds(policy.public_items.remove, FindingType::phone));
    CHECK(holds(policy.public_items.remove_always, FindingType::ethnic_origin));
    CHECK(policy.public_items.moderation == ModerationTime::both);
}

TEST_CASE("Carpi: a private message may be published in impersonal form only", "[policy]") {
    CHECK(shipped("carpi.json").private_messages.publish_impersonal);
    CHECK_FALSE(shipped("pero.json").private_messages.publish_impersonal);
}

// ---- the published schema and the program agree

namespace {

using Json = nlohmann::json;

/// A small, obvious reader of the part of JSON Schema that policy.schema.json uses.
class Schema {
public:
    explicit Schema(Json root) : root_(std::move(root)) {} // braces would make an array

    [[nodiscard]] bool accepts(const Json& value) const { return accepts(root_, value); }
    [[nodiscard]] const Json& resolve(const Json& schema) const {
        return schema.contains("$ref")
                   ? root_.at(Json::json_pointer{schema["$ref"].get<std::string>().substr(1)})
                   : schema;
    }
    [[nodiscard]] const Json& root() const { return root_; }

private:
    [[nodiscard]] bool accepts(const Json& given, const Json& value) const {
        const Json& schema = resolve(given);
        if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(),
                                                 value) == schema["enum"].end()) {
            return false;
        }
        if (schema.contains("not") && schema["not"]["const"] == value) {
            return false;
        }
        if (!schema.contains("type")) {
            return true;
        }
        const std::string type = schema["type"];
        if (type == "object") {
            return accepts_object(schema, value);
        }
        if (type == "array") {
            return value.is_array() && value.size() >= schema.value("minItems", std::size_t{0}) &&
                   std::all_of(value.begin(), value.end(), [&](const Json& element) {
                       return accepts(schema["items"], element);
                   });
        }
        if (type == "boolean") {
            return value.is_boolean();
        }
        if (type == "string") {
            return value.is_string() &&
                   value.get<std::string>().size() >= schema.value("minLength", std::size_t{0});
        }
        return (type == "integer" ? value.is_number_integer() : value.is_number()) &&
               (!schema.contains("minimum") || value >= schema["minimum"]) &&
               (!schema.contains("maximum") || value <= schema["maximum"]);
    }
    [[nodiscard]] bool accepts_object(const Json& schema, const Json& value) const {
        if (!value.is_object() || value.size() < schema.value("minProperties", std::size_t{0})) {
            return false;
        }
        for (const Json& key : schema.value("required", Json::array())) {
            if (!value.contains(key)) {
                return false;
            }
        }
        for (const auto& [key, inner] : value.items()) {
            const auto property = schema["properties"].find(key);
            if (property == schema["properties"].end() || !accepts(*property, inner)) {
                return false;
            }
        }
        return true;
    }

    Json root_;
};

/// Every place in `value`, as pointers.
void all_places(const Json& value, const Json::json_pointer& at,
                std::vector<Json::json_pointer>& out) {
    out.push_back(at);
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items()) {
            if (key != "_comment") {
                all_places(inner, at / key, out);
            }
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            all_places(value[i], at / i, out);
        }
    }
}

/// The properties of the schema that `value` does not use.
void unused(const Schema& schema, const Json& given, const Json& value, const std::string& at,
            std::vector<std::string>& out) {
    const Json& own = schema.resolve(given);
    if (value.is_object()) {
        for (const auto& [key, inner] : own["properties"].items()) {
            if (key == "_comment") {
                continue;
            }
            if (!value.contains(key)) {
                out.push_back(at + "/" + key);
            } else {
                unused(schema, inner, value[key], at + "/" + key, out);
            }
        }
    } else if (value.is_array() && !value.empty()) {
        unused(schema, own["items"], value[0], at + "/0", out);
    }
}

} // namespace

TEST_CASE("The published schema accepts every shipped policy", "[policy]") {
    const Schema schema{Json::parse(read("policy.schema.json"))};
    for (const auto* file : {"somma-lombardo.json", "pero.json", "massa.json",
                             "carpignano-sesia.json", "carpi.json", "template.json"}) {
        INFO(file);
        CHECK(schema.accepts(Json::parse(read(file))));
    }
}

TEST_CASE("The template shows every field that the schema knows", "[policy]") {
    const Schema schema{Json::parse(read("policy.schema.json"))};
    std::vector<std::string> missing;
    unused(schema, schema.root(), Json::parse(read("template.json")), "", missing);
    CHECK(missing == std::vector<std::string>{});
}

TEST_CASE("What the schema refuses, the program refuses", "[policy]") {
    const Schema schema{Json::parse(read("policy.schema.json"))};
    const Json good = Json::parse(read("template.json"));
    std::vector<Json::json_pointer> places;
    all_places(good, Json::json_pointer{}, places);
    REQUIRE(places.size() > 150);
    int refused = 0;
    for (const auto& place : places) {
        for (const Json& wrong : {Json(nullptr), Json(-1), Json("?"), Json(true), Json::array({1}),
                                  Json::object({{"unknown", 1}}), Json(1e9), Json("")}) {
            Json mutant = good;
            mutant[place] = wrong;
            INFO(place.to_string() << " = " << wrong.dump());
            if (!schema.accepts(mutant)) {
                ++refused;
                CHECK_FALSE(parse_policy(mutant.dump()));
            }
        }
    }
    CHECK(refused > 500);
}
