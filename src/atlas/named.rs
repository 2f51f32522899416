//! The closed lists of the atlas (kinds, roles, states), each with its word in files and in JSON.

/// A closed list whose members are written as words.
pub trait Named: Copy + PartialEq + 'static {
    /// All members, in order.
    const ALL: &'static [Self];
    /// Their words in the data files (`InnovationDistrict`), in the same order.
    const WORDS: &'static [&'static str];

    /// Its word in JSON, CSV and queries: `innovation-district`.
    fn name(self) -> &'static str;

    /// The member that a data file calls `word`.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .position(|w| *w == word)
            .map(|at| Self::ALL[at])
    }

    /// The member that JSON and queries call `name`.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.name() == name)
    }

    /// Its word in the data files.
    fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .position(|member| *member == self)
            .map_or("", |at| Self::WORDS[at])
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $list:ident { $($(#[$member_doc:meta])* $member:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $list { $($(#[$member_doc])* $member,)+ }

        impl Named for $list {
            const ALL: &'static [Self] = &[$($list::$member),+];
            const WORDS: &'static [&'static str] = &[$(stringify!($member)),+];
            fn name(self) -> &'static str {
                match self { $($list::$member => $name),+ }
            }
        }
    };
}

named! {
    /// What sort of place it is.
    PlaceKind {
        /// The world.
        World = "world",
        /// A country.
        Country = "country",
        /// A group of provinces or cities.
        Region = "region",
        /// A province or autonomous region.
        Province = "province",
        /// A city directly under the central government.
        Municipality = "municipality",
        /// A city.
        City = "city",
        /// A district or county of a city.
        District = "district",
        /// A development zone or economic area.
        Zone = "zone",
        /// A state-level new area.
        NewArea = "new-area",
        /// A named innovation district.
        InnovationDistrict = "innovation-district",
        /// A science or industry park.
        Park = "park",
    }
}

named! {
    /// What sort of named thing it is.
    OrganisationKind {
        /// A firm.
        Company = "company",
        /// A university.
        University = "university",
        /// A research institute or academy.
        Institute = "institute",
        /// A government body.
        Agency = "agency",
        /// An exchange.
        Exchange = "exchange",
        /// A platform that others build on or work with.
        Platform = "platform",
        /// A product.
        Product = "product",
        /// A programme or initiative.
        Programme = "programme",
        /// A policy measure.
        Policy = "policy",
        /// A plan.
        Plan = "plan",
        /// An event.
        Event = "event",
        /// A factory, training ground or other facility.
        Facility = "facility",
        /// A newspaper, site or channel.
        Media = "media",
        /// A person quoted.
        Person = "person",
        /// A technology or field that something concentrates on.
        FocusArea = "focus-area",
        /// An industry.
        Industry = "industry",
    }
}

named! {
    /// What the source says the figure is.
    Kind {
        /// It has been counted or measured.
        Observed = "observed",
        /// Somebody aims at it.
        Target = "target",
        /// Somebody expects it.
        Projected = "projected",
        /// A count of planned things.
        Plan = "plan",
        /// A superlative or a claim, as quoted.
        Claim = "claim",
    }
}

named! {
    /// Which prices money is counted in.
    Prices {
        /// Prices of the period itself.
        Current = "current",
        /// Prices of a base year.
        Constant = "constant",
    }
}

named! {
    /// How far the curator trusts the figure.
    Status {
        /// Read in its source and found right.
        Reviewed = "reviewed",
        /// Another source says otherwise.
        Disputed = "disputed",
        /// Read, but hard to believe.
        Dubious = "dubious",
        /// Replaced by a later figure of the same publisher.
        Superseded = "superseded",
    }
}

named! {
    /// What the evidence phrase alone lets one read.
    Reads {
        /// The number and its unit.
        Value = "value",
        /// The number, its unit and its hedge.
        ValueAndHedge = "value-and-hedge",
        /// The number only together with the sentence.
        Context = "context",
        /// No number: that something is said at all.
        Presence = "presence",
    }
}

named! {
    /// What a paragraph is in its document.
    Role {
        /// The title.
        Title = "title",
        /// The lead.
        Lead = "lead",
        /// Running text.
        Body = "body",
        /// A heading between paragraphs.
        Heading = "heading",
        /// The words under a picture.
        Caption = "caption",
        /// Who made a picture.
        Credit = "credit",
        /// Who wrote the text first.
        Source = "source",
        /// A date line.
        Date = "date",
        /// An address.
        Url = "url",
        /// What a page ends with.
        Footer = "footer",
        /// A picture's file name.
        Image = "image",
    }
}

named! {
    /// How the publication date is known.
    DateBasis {
        /// Printed in the text.
        Printed = "printed",
        /// Part of the address.
        Url = "url",
        /// Given by a caption.
        Caption = "caption",
        /// Inferred from what the text tells.
        Inferred = "inferred",
        /// Not known.
        Unknown = "unknown",
    }
}

named! {
    /// Where a name or a position comes from when the documents do not give it.
    Origin {
        /// From a document of the atlas.
        Source = "source",
        /// From a common work of reference.
        Reference = "reference",
        /// Made by the editor.
        Editor = "editor",
    }
}

named! {
    /// How a metric behaves in time.
    Nature {
        /// A state at a moment.
        Stock = "stock",
        /// What happens in a span of time.
        Flow = "flow",
        /// A change against an earlier time.
        Rate = "rate",
        /// A part of a whole.
        Share = "share",
        /// A position in an order.
        Rank = "rank",
        /// That something is the case.
        State = "state",
    }
}

named! {
    /// Which direction is a gain.
    Better {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// Neither.
        Neither = "neither",
    }
}

named! {
    /// The group a metric is shown in.
    Theme {
        /// Value added and output.
        Value = "value",
        /// Firms.
        Firms = "firms",
        /// Large models.
        Models = "models",
        /// Computing power.
        Computing = "computing",
        /// Networks.
        Networks = "networks",
        /// Vehicles and roads.
        Mobility = "mobility",
        /// Industry and factories.
        Industry = "industry",
        /// Money and data trade.
        Money = "money",
        /// Research.
        Research = "research",
        /// People.
        People = "people",
        /// Services to people.
        Services = "services",
        /// Area and buildings.
        Space = "space",
        /// Plans and measures.
        Policy = "policy",
    }
}

named! {
    /// What a unit measures.
    Dimension {
        /// Money.
        Money = "money",
        /// Computing power.
        ComputingPower = "computing-power",
        /// Percent.
        Share = "share",
        /// Length.
        Length = "length",
        /// Area.
        Area = "area",
        /// Time.
        Duration = "duration",
        /// Points of a rating.
        Score = "score",
        /// So many per so many.
        Density = "density",
        /// A number of things.
        Count = "count",
        /// A position.
        Rank = "rank",
        /// No number.
        State = "state",
    }
}

named! {
    /// The language of a document.
    Language {
        /// German.
        De = "de",
        /// English.
        En = "en",
        /// Chinese.
        Zh = "zh",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Named + std::fmt::Debug>() {
        for member in T::ALL {
            assert_eq!(T::from_name(member.name()), Some(*member));
            assert_eq!(T::from_word(member.word()), Some(*member));
            let kebab = member.name().chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(kebab, "{member:?}");
        }
    }

    #[test]
    fn words_and_names_lead_back_to_their_member() {
        check::<PlaceKind>();
        check::<OrganisationKind>();
        check::<Kind>();
        check::<Role>();
        check::<Dimension>();
        check::<Theme>();
        assert_eq!(
            PlaceKind::from_name("innovation-district"),
            Some(PlaceKind::InnovationDistrict)
        );
        assert_eq!(PlaceKind::from_word("Atlantis"), None);
    }
}
