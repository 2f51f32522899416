//! Figures of made-up sentences: the traps of three languages, hedges, units, ranks, and input of any kind.

use super::*;
use crate::atlas::Decimal;

/// Figures as `op number[/high] unit`.
fn read(text: &str, language: Language) -> Vec<String> {
    let figure = |r: &Reading| {
        let number = |n: Option<Decimal>| n.map(Decimal::plain).unwrap_or_default();
        let high = r
            .value
            .number_high()
            .map(|n| format!("/{}", n.plain()))
            .unwrap_or_default();
        format!(
            "{} {}{high} {}",
            r.value.op(),
            number(r.value.number()),
            r.unit.slug
        )
    };
    readings(text, language).iter().map(figure).collect()
}

fn de(text: &str, expected: &[&str]) {
    assert_eq!(read(text, Language::De), expected, "{text}");
}

fn en(text: &str, expected: &[&str]) {
    assert_eq!(read(text, Language::En), expected, "{text}");
}

fn zh(text: &str, expected: &[&str]) {
    assert_eq!(read(text, Language::Zh), expected, "{text}");
}

#[test]
fn trap_spatial_over_is_not_more_than() {
    de(
        "Das Messegelände erstreckt sich über sechs Quadratkilometer.",
        &["exact 6 km2"],
    );
    de(
        "Das Messegelände misst über sechs Quadratkilometer.",
        &["over 6 km2"],
    );
    en(
        "The fairground extends over six square kilometres.",
        &["exact 6 km2"],
    );
}

#[test]
fn trap_the_5_of_5g_is_no_figure() {
    de("Lindenau zählt 62 5G-Masten.", &["exact 62 count"]);
    en("Lindenau has 62 5G masts and a 4K studio.", &["exact 62 count"]);
}

#[test]
fn trap_per_so_many_inhabitants_is_part_of_the_unit() {
    de(
        "Das sind 55 Masten pro 10.000 Einwohner.",
        &["exact 55 per-10000-inhabitants"],
    );
    en(
        "about 55 masts per 10,000 people",
        &["about 55 per-10000-inhabitants"],
    );
    zh("每万人拥有基站55个", &["exact 55 per-10000-inhabitants"]);
}

#[test]
fn trap_a_year_beside_a_value() {
    de(
        "Die Branche erzielte 2031 1,7 Milliarden Yuan.",
        &["exact 1700000000 CNY"],
    );
    zh("2031年产值1.7亿元", &["exact 170000000 CNY"]);
}

#[test]
fn trap_of_makes_a_part() {
    de("17 von über 40 Schulen nehmen teil.", &["of 17/40 count"]);
    en(
        "17 of the 40 schools, five out of nearly 20 parks",
        &["of 17/40 count", "of 5/20 count"],
    );
    de("4 von ihnen", &["exact 4 count"]);
}

#[test]
fn trap_a_count_of_trillion_yuan_industries_is_a_count() {
    de(
        "Es sollen vier Billionen-Yuan-Branchen entstehen.",
        &["exact 4 count", "magnitude 1000000000000 CNY"],
    );
    en(
        "four trillion-yuan industries",
        &["exact 4 count", "magnitude 1000000000000 CNY"],
    );
    de("der 30-Milliarden-Yuan-Fonds", &["exact 30000000000 CNY"]);
    zh(
        "打造四个万亿级产业",
        &["exact 4 count", "magnitude 1000000000000 count"],
    );
}

#[test]
fn trap_a_hedge_can_be_a_verb_far_away() {
    de(
        "Im Hafen überstieg der Umschlag der neuen Anlagen im Jahr 2031 3,1 Millionen Tonnen.",
        &["over 3100000 t"],
    );
    de(
        "Die Einnahmen könnten erstmals sieben Milliarden Yuan übertreffen.",
        &["over 7000000000 CNY"],
    );
    de(
        "Der Umsatz überstieg den Plan um 9 Prozent.",
        &["exact 9 percent"],
    );
    en(
        "Its output in 2031 surpassed the mark of 300 billion yuan.",
        &["over 300000000000 CNY"],
    );
    zh("总量突破了30万辆", &["over 300000 count"]);
}

#[test]
fn trap_ordinals_brands_files_and_addresses() {
    de("Der 13. Fünfjahresplan galt bis 2020.", &["rank 13 rank"]);
    de("Siehe https://a.example/2031-05/c_77.htm und bild_800.jpg", &[]);
    de("Titelbild 800 neu.jpg", &[]);
    en("The H100 and the 36Kr report of Level 4 cars", &[]);
}

#[test]
fn trap_non_breaking_spaces_and_scales() {
    de("rund 1\u{A0}500\u{A0}Betriebe", &["about 1500 count"]);
    de(
        "3 Milliarden Yuan, 3 Billionen Yuan",
        &["exact 3000000000 CNY", "exact 3000000000000 CNY"],
    );
    en(
        "3 billion yuan, 3 trillion yuan",
        &["exact 3000000000 CNY", "exact 3000000000000 CNY"],
    );
    zh(
        "3万、3亿元、3万亿元",
        &[
            "exact 30000 count",
            "exact 300000000 CNY",
            "exact 3000000000000 CNY",
        ],
    );
}

#[test]
fn shares_ranges_changes_and_ranks() {
    de(
        "etwa ein Drittel der Fläche, fast 30 Prozent",
        &["about 33.333333 percent", "almost 30 percent"],
    );
    de(
        "zwischen 3 und 5 Prozent, 20–30 km",
        &["between 3/5 percent", "between 20/30 km"],
    );
    de(
        "stieg von 35 Prozent im Jahr 2031 auf 65 Prozent",
        &["exact 35 percent", "exact 65 percent"],
    );
    en(
        "rose from 25 to 50 EFLOPS",
        &["exact 25000 PFLOPS", "exact 50000 PFLOPS"],
    );
    de("liegt auf Platz sechs von 40", &["rank 6/40 rank"]);
    de(
        "innerhalb von zwei Jahren, innerhalb einer Stunde",
        &["at-most 2 years", "at-most 1 hours"],
    );
    zh(
        "300多家企业，占比40%以上，两年内",
        &["over 300 count", "at-least 40 percent", "at-most 2 years"],
    );
    zh("位居第六，10多万人", &["rank 6 rank", "over 100000 count"]);
}

#[test]
fn a_hedge_belongs_to_its_own_figure() {
    en(
        "Exports should exceed 30 billion yuan and 10 AI+harbour projects follow.",
        &["over 30000000000 CNY", "exact 10 count"],
    );
    en(
        "With 30 piers the bay exceeded over 40 boats.",
        &["exact 30 count", "over 40 count"],
    );
    en("30 and more than 40 boats", &["exact 30 count", "over 40 count"]);
    de("30 und mehr als 40 Boote", &["exact 30 count", "over 40 count"]);
    de(
        "300 Boote übertrafen den Plan um 8 Prozent.",
        &["exact 300 count", "exact 8 percent"],
    );
    zh("全港有8家船厂", &["exact 8 count"]);
    zh(
        "3家船厂产值突破百亿",
        &["exact 3 count", "over 10000000000 count"],
    );
}

#[test]
fn hedges_reach_over_parentheses_and_shares() {
    de(
        "Der Umsatz könnte 300 Millionen Yuan (39 Millionen Euro) überschreiten.",
        &["over 300000000 CNY", "over 39000000 EUR"],
    );
    en(
        "The bay holds 30 million yuan (4 million dollars) or more.",
        &["at-least 30000000 CNY", "at-least 4000000 USD"],
    );
    en("30 km (see page 4) of coast", &["exact 30 km", "exact 4 count"]);
    zh("约占全港的30%", &["about 30 percent"]);
    zh("约8家，占全港的30%", &["about 8 count", "exact 30 percent"]);
    de("mehr als die Hälfte", &["over 50 percent"]);
    de("die Hälfte", &["exact 50 percent"]);
    zh("占全港1/3以上", &["at-least 33.333333 percent"]);
    en("on 1/3 and 24/7", &[]);
}

#[test]
fn up_to_may_be_a_rise() {
    en("It was ramped up to 300 km.", &["exact 300 km"]);
    en("It will drive trade up to 300 km.", &["exact 300 km"]);
    en("Boats of up to 300 km.", &["at-most 300 km"]);
    en("On the scale of up to 300 km.", &["at-most 300 km"]);
    en(
        "as much as 30 km and as many as 40 boats",
        &["at-most 30 km", "at-most 40 count"],
    );
    zh("最高达300米，船速最高", &["at-most 300 m", "rank 1 rank"]);
}

#[test]
fn to_top_and_to_cross_are_verbs_before_a_measure() {
    en(
        "Trade crossed 30 km and saw sales top 40 million yuan.",
        &["over 30 km", "over 40000000 CNY"],
    );
    en(
        "the top 500 boats, the top 5 percent, its top 3 km",
        &["exact 500 count", "exact 5 percent", "exact 3 km"],
    );
    en("a cross 30 m wide", &["exact 30 m"]);
    en("300 million yuan was exceeded", &["over 300000000 CNY"]);
}

#[test]
fn hyphens_letters_and_unusual_units() {
    en(
        "a 10,000-berth port, a 51-sq-km bay, a 46,000-square-meter hall",
        &["exact 10000 count", "exact 51 km2", "exact 46000 m2"],
    );
    en("a 5-star hotel and a 747-class", &[]);
    en(
        "200 p of computing power, a book of 200 p",
        &["exact 200 PFLOPS", "exact 200 count"],
    );
    de("14.000 Peta", &["exact 14000 PFLOPS"]);
}

#[test]
fn so_many_inhabitants_may_stand_anywhere_in_the_clause() {
    let per = "per-10000-inhabitants";
    en(
        "Every 10,000 people have 18 boats.",
        &[&format!("exact 18 {per}")],
    );
    de(
        "Die Zahl der Boote pro 10.000 Einwohner lag bei 18.",
        &["exact 10000 count", &format!("exact 18 {per}")],
    );
    zh(
        "万人船只拥有量达18艘",
        &["exact 10000 count", &format!("exact 18 {per}")],
    );
    zh("3万人拥有18艘船", &["exact 30000 count", "exact 18 count"]);
    en(
        "Every 10,000 people there sail. They have 18 boats.",
        &["exact 18 count"],
    );
}

#[test]
fn places_in_lists_and_scales_without_digits() {
    zh("位居全国20强榜首", &["exact 20 count", "rank 1/20 rank"]);
    zh("百强市第13位", &["exact 100 count", "rank 13/100 rank"]);
    zh("首次突破千亿。", &["over 100000000000 count"]);
    zh("千万不要。", &[]);
    en("It took the top spot nationally.", &["rank 1 rank"]);
}

#[test]
fn every_place_leads_back_to_the_words() {
    let text = "Insgesamt mehr als 2,4 Billionen Yuan.";
    let reading = &readings(text, Language::De)[0];
    assert_eq!(&text[reading.span.clone()], "mehr als 2,4 Billionen Yuan");
    assert_eq!(&text[reading.number.clone()], "2,4 Billionen");
    assert_eq!(reading.scale.as_ref().map(|s| s.word), Some("Billion"));
}

#[test]
fn nothing_makes_it_panic() {
    let pieces = [
        "5",
        "-",
        "von",
        "über",
        "万",
        "亿",
        "Billionen",
        "%",
        ".",
        "2031",
        "bis",
        "第",
        "a",
        "half",
        "每",
        "人",
        "¥",
        "百分之",
        "ein",
    ];
    for (n, a) in pieces.iter().enumerate() {
        for b in pieces {
            let c = pieces[(n + b.len()) % pieces.len()];
            for language in [Language::De, Language::En, Language::Zh] {
                readings(&format!("{a}{b} {c}"), language);
                readings(&format!("{a} {b}{c}{a}"), language);
            }
        }
    }
}
