//! Words that are general and no names: two spellings of one word, kinds of statements in three languages, small words
//! and question words. Names and their aliases are data of an atlas and not here.

use super::fold::fold;
use crate::atlas::{Kind, Named};

/// Parts of words that are spelt in two ways, American and British. Longer ones of the same beginning come first.
const SPELLINGS: &[(&str, &str)] = &[
    ("center", "centre"),
    ("color", "colour"),
    ("labor", "labour"),
    ("harbor", "harbour"),
    ("neighbor", "neighbour"),
    ("fiber", "fibre"),
    ("theater", "theatre"),
    ("meter", "metre"),
    ("license", "licence"),
    ("defense", "defence"),
    ("catalog", "catalogue"),
    ("modeling", "modelling"),
    ("traveler", "traveller"),
    ("aluminum", "aluminium"),
    ("enrollment", "enrolment"),
    ("analyz", "analys"),
    ("programs", "programmes"),
    ("program", "programme"),
    ("ization", "isation"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("izer", "iser"),
    ("ize", "ise"),
];

/// A folded word in its other spelling: `centers` is `centres`, `organisation` is `organization`.
pub(super) fn other_spelling(word: &str) -> Option<String> {
    SPELLINGS.iter().find_map(|(american, british)| {
        // The British spelling may begin with the American one: `programme`.
        let (own, other) = match word.contains(british) {
            true => (british, american),
            false => (american, british),
        };
        word.contains(own).then(|| word.replacen(own, other, 1))
    })
}

/// Words for kinds of statements beside their names, folded.
const KINDS: &[(&str, Kind)] = &[
    ("observation", Kind::Observed),
    ("actual", Kind::Observed),
    ("beobachtet", Kind::Observed),
    ("tatsachlich", Kind::Observed),
    ("实际", Kind::Observed),
    ("goal", Kind::Target),
    ("goals", Kind::Target),
    ("ziel", Kind::Target),
    ("ziele", Kind::Target),
    ("zielwert", Kind::Target),
    ("目标", Kind::Target),
    ("forecast", Kind::Projected),
    ("forecasts", Kind::Projected),
    ("projection", Kind::Projected),
    ("prognose", Kind::Projected),
    ("prognosen", Kind::Projected),
    ("prognostiziert", Kind::Projected),
    ("预计", Kind::Projected),
    ("预测", Kind::Projected),
    ("预期", Kind::Projected),
    ("plane", Kind::Plan),
    ("geplant", Kind::Plan),
    ("计划", Kind::Plan),
    ("规划", Kind::Plan),
    ("拟建", Kind::Plan),
    ("behauptung", Kind::Claim),
    ("声称", Kind::Claim),
];

/// Whether a folded word means a kind of statements: its name from four letters on, or a word for it.
pub(super) fn means(word: &str, kind: Kind) -> bool {
    let begun = word.len() >= 4 && kind.name().starts_with(word);
    begun || KINDS.iter().any(|(own, of)| *of == kind && *own == word)
}

/// Words that carry no meaning beside others.
const SMALL: &[&str] = &[
    "in",
    "of",
    "the",
    "for",
    "and",
    "a",
    "or",
    "on",
    "at",
    "by",
    "to",
    "with",
    "from",
    "is",
    "are",
    "there",
    "how",
    "many",
    "much",
    "what",
    "which",
    "where",
    "does",
    "do",
    "has",
    "have",
    "der",
    "die",
    "das",
    "des",
    "dem",
    "den",
    "von",
    "im",
    "und",
    "für",
    "oder",
    "mit",
    "wie",
    "viel",
    "viele",
    "wieviel",
    "wieviele",
    "welche",
    "welcher",
    "welches",
    "wo",
    "was",
    "gibt",
    "es",
    "ist",
    "sind",
    "hat",
    "haben",
    "的",
    "和",
    "与",
    "多少",
    "有多少",
    "几家",
    "有几家",
    "几个",
    "哪些",
    "什么",
];

/// Whether a word, as typed, carries no meaning beside others.
pub fn is_small(word: &str) -> bool {
    let lower = word.to_lowercase();
    SMALL.contains(&lower.trim_end_matches(['?', '？', ',', '!']))
}

/// Question words inside a Chinese sentence, longer ones first.
const ASKING: &[&str] = &["有多少", "多少", "有几家", "几家", "有哪些", "哪些"];

/// What is left and right of a question word in Chinese text; `None` if it asks nothing.
pub(super) fn around_question(text: &str) -> Option<(&str, &str)> {
    ASKING.iter().find_map(|asking| text.split_once(asking))
}

/// Whether a word sets two things side by side.
pub(super) fn is_versus(word: &str) -> bool {
    matches!(&*fold(word), "vs" | "vs." | "versus" | "gegenuber")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_lead_to_each_other() {
        for (american, british) in [
            ("centers", "centres"),
            ("datacenter", "datacentre"),
            ("programs", "programmes"),
            ("program", "programme"),
            ("organizations", "organisations"),
            ("digitized", "digitised"),
            ("catalogs", "catalogues"),
        ] {
            assert_eq!(other_spelling(american).as_deref(), Some(british), "{american}");
            assert_eq!(other_spelling(british).as_deref(), Some(american), "{british}");
        }
        for word in ["harvest", "central", "5g", "北京", "size of"] {
            let back = other_spelling(word).and_then(|other| other_spelling(&other));
            assert!(back.is_none_or(|back| back == word), "{word}");
        }
        assert_eq!(other_spelling("central"), None);
    }

    #[test]
    fn kinds_have_words_in_three_languages() {
        for (word, kind) in [
            ("targ", Kind::Target),
            ("目标", Kind::Target),
            ("ziel", Kind::Target),
            ("计划", Kind::Plan),
            ("plane", Kind::Plan),
            ("prognose", Kind::Projected),
            ("预计", Kind::Projected),
        ] {
            let meant: Vec<Kind> = Kind::ALL
                .iter()
                .copied()
                .filter(|own| means(word, *own))
                .collect();
            assert_eq!(meant, [kind], "{word}");
        }
        assert!(
            !Kind::ALL
                .iter()
                .any(|kind| means("pla", *kind) || means("", *kind))
        );
    }

    #[test]
    fn questions_are_small() {
        assert!(
            ["How", "many", "WIE", "viele", "多少", "gibt", "in?"]
                .into_iter()
                .all(is_small)
        );
        assert!(!["an", "bei", "ai", "xi", "zu", "北京"].into_iter().any(is_small));
        assert_eq!(around_question("北京有多少企业"), Some(("北京", "企业")));
        assert_eq!(around_question("北京企业"), None);
        assert!(is_versus("vs.") && is_versus("VS") && !is_versus("v"));
    }
}
