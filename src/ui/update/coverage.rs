//! The matrix of coverage: opening it, its rows and order, from a cell to its facts, from hole to hole.

use crate::atlas::Thing;
use crate::ui::app::{App, View};
use crate::ui::effect::Effect;
use crate::ui::rows::{Order, Which};

type Effects = Vec<Effect>;

/// Shows how well places are measured, at the chosen place and metric.
pub fn show(app: &mut App) -> Effects {
    let metric = app.row().map(|row| row.series.key.metric);
    app.grid.open(&app.atlas, app.place, metric);
    app.open_view(View::Coverage);
    Vec::new()
}

/// Goes to the facts of the cell, or says that there are none and who has some.
pub fn open(app: &mut App) {
    let (cell, place) = (app.grid.cell(), app.grid.place());
    match (cell.latest, place) {
        (Some(fact), _) => super::go::to(app, Thing::Fact(fact)),
        (None, Some(place)) => {
            let name = app.atlas.name(&app.atlas.place(place).names).to_owned();
            app.refuse(format!(
                "no figure about {name} was found yet; i lists who has one, n goes to the next hole"
            ));
        }
        (None, None) => {}
    }
}

/// The next cell without a figure.
pub fn next_hole(app: &mut App) -> Effects {
    hole(app, true)
}

/// The previous cell without a figure.
pub fn previous_hole(app: &mut App) -> Effects {
    hole(app, false)
}

fn hole(app: &mut App, forward: bool) -> Effects {
    if !app.grid.to_hole(forward) {
        app.refuse("no other cell without a figure");
    }
    Vec::new()
}

/// Other places as rows.
pub fn rows(app: &mut App) -> Effects {
    let (which, words) = match app.grid.which {
        Which::Cities => (Which::Parts, "districts, zones and parks"),
        Which::Parts => (Which::All, "all places"),
        Which::All => (Which::Cities, "cities and what is above them"),
    };
    app.grid.which = which;
    app.grid.arrange(&app.atlas);
    app.say(format!("rows are {words}"));
    Vec::new()
}

/// Orders the rows.
pub fn sort(app: &mut App, order: Order) -> Effects {
    app.grid.order = order;
    app.grid.arrange(&app.atlas);
    app.say(match order {
        Order::Facts => "places with most facts first",
        Order::Tree => "places as the tree has them",
        Order::Name => "places by name",
        Order::Column => "places with most facts of this metric first",
        Order::Holes => "places with most holes first",
    });
    Vec::new()
}
