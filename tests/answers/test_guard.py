"""The guard: what is hidden beside small numbers is as little as leaves each of them a world in which it is not small."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers import protect
from rollcall.answers.ask import Visit
from rollcall.answers.guard import FAMILIES, FAMILY_OF, LAYER_OF, LAYERS, Cells, Place, Told, hidden_beside, hidden_cells, known
from rollcall.answers.guard.beside import together
from rollcall.answers.guard.same import same_numbers
from rollcall.answers.guard.summaries import Summarised, can_be_shown, summarised
from rollcall.answers.guard.system import System, worlds
from rollcall.answers.question import QUESTIONS
from rollcall.answers.rule import NHS, RULES, Rule
from rollcall.commands import attacked_areas
from rollcall.definitions.calendar import add_months
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.intake.intake import examine, keep
from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.intake.reading.paths import files_at
from rollcall.invent import invent, write
from rollcall.store import Store

pytestmark = pytest.mark.threat("subtraction")

COMMISSIONER, BOARD = Viewer("A commissioner", Role.COMMISSIONER), Viewer("A board member", Role.BOARD)
SIZES = (40, 300)


@cache
def sample_area() -> Store:
    """A store that holds the invented area."""
    store = Store.open()
    bring_in_invented_area(store)
    return store


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> list[Store]:
    """The invented area, and some of other seeds and sizes."""
    stores = [sample_area()]
    for size in SIZES:
        folder = tmp_path_factory.mktemp(f"of_{size}")
        write(invent(seed=size, children=size), folder)
        store = Store.open()
        keep(examine(files_at([folder]), store), store, by="a test")
        stores.append(store)
    return stores


class Strict(Cells):
    """Cells that will not have two numbers made one that are not."""

    def make_one(self, first: int | None, second: int | None) -> None:
        assert first is None or second is None or self.values[first] == self.values[second]
        super().make_one(first, second)


def cells_of(family: str, store: Store, day: date) -> Strict:
    with store.reading() as reading:
        found = protect._cells(family, store, reading, day)
    return Strict(**vars(found))


def layers_of(store: Store) -> dict[str, Cells]:
    """The exact numbers of each layer, on the data's day."""
    with store.reading() as reading:
        return {name: protect.layer_cells(name, store, reading, days(store)[0]) for name in LAYERS}


def both_days(store: Store, rule: Rule | None = None) -> tuple[Told, Told]:
    """The numbers of the data's day and of a year before, and what a rule hides of them."""
    day, before = days(store)
    hidden = [hidden_cells("not_in_school", cells_of("not_in_school", store, on), rule, on) if rule else {} for on in (day, before)]
    now, then = (Told(cells_of("not_in_school", store, on), kept, on) for on, kept in zip((day, before), hidden, strict=True))
    return now, then


def days(store: Store) -> tuple[date, date]:
    assert store.as_at
    return store.as_at, add_months(store.as_at, -12)


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_held_to_be_known_is_true_of_the_numbers_as_they_are(family: str, areas: list[Store]) -> None:
    for store in areas:
        for day in days(store):
            cells = cells_of(family, store, day)
            same_numbers(cells, day)
            system = System(len(cells.values))
            FAMILIES[family].know(cells, system)
            free = [float("inf")] * (system.size - len(cells.values))
            low, high = [*cells.values, *[0] * len(free)], [*cells.values, *free]
            open_ = worlds(system, low, high)
            one_each = {next((cell for cell in piece.place if high[cell] == low[cell] > 0), None) for piece in open_.pieces} - {None}
            assert open_.held_down(one_each, enough=1) == set()


def test_what_is_held_to_be_known_of_the_layers_is_true_of_the_numbers_as_they_are(areas: list[Store]) -> None:
    for store in areas:
        layers = layers_of(store)
        all_ = together(*both_days(store), list(layers.values()))
        known = [len(all_.system.rows)]
        for layer in layers:
            all_.know(layer)
            known.append(len(all_.system.rows))
        assert known == sorted(set(known)), "each layer adds something"
        joint, system = all_.joint, all_.system
        free = [float("inf")] * (system.size - len(joint.values))
        low, high = [*joint.values, *[0] * len(free)], [*joint.values, *free]
        open_ = worlds(system, low, high)
        one_each = {next((cell for cell in piece.place if high[cell] == low[cell] > 0), None) for piece in open_.pieces} - {None}
        assert open_.held_down(one_each, enough=1) == set()
        for number, value in system.implied.items():
            assert open_.held_down({number}, enough=value) == set()
            assert open_.held_down({number}, enough=value + 1) == {number}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_layer_hides_its_small_numbers_and_nothing_that_stands_beside_it(rule: Rule, areas: list[Store]) -> None:
    for store in areas:
        under: dict[str, Told] = {}
        now, before = both_days(store, rule)
        for name, cells in layers_of(store).items():
            hidden = hidden_beside(name, cells, now, before, under, rule)
            assert hidden.keys() <= cells.of.keys()
            assert {place for place, cell in cells.of.items() if 0 < cells.values[cell] < rule.fewest} <= hidden.keys()
            if store is sample_area():  # of an area as large as they are, little else has to be hidden
                others = sum(cells.values[cells.of[place]] >= rule.fewest for place in hidden)
                assert others <= len(cells.of) / 10
            under[name] = Told(cells, hidden, now.day)


def test_how_many_joined_is_hidden_where_it_would_tell_how_few_of_them_joined_one_category() -> None:
    """Eight to twelve joined, and nobody left: at least six of them joined home education, so no more than six the other category."""
    before, lately = date(2024, 9, 1), date(2026, 9, 1)
    everyone = [
        *[("ehe", before)] * 21,
        *[("ehe", lately)] * 7,
        *[("eotas", before)] * 8,
        *[("cme", lately)] * 3,
    ]
    tables: dict[str, list[dict[str, object]]] = {
        "children": [{"child_id": f"C{n}", "date_of_birth": date(2013, 5, 5), "sen_status": "E"} for n in range(len(everyone))],
        "spells": [{"child_id": f"C{n}", "category": category, "start_date": start} for n, (category, start) in enumerate(everyone)],
    }
    store = attacked_areas.kept([(tables, date(2026, 10, 31))])
    visit = Visit(BOARD, store)
    assert dict(visit.ask("not_in_school_by_category").rows) == {"ehe": 30, "eotas": None, "cme": None}
    row = visit.ask("since_last_time_figures").records()[0]
    assert (row["before"], row["now"]) == (30, 40)
    assert row["joined"] is None
    store.close()


def test_what_a_summary_of_waits_is_held_to_tell_is_true_of_the_waits(areas: list[Store]) -> None:
    told = 0
    for store in areas:
        for day in days(store):
            cells = cells_of("waits", store, day)
            same_numbers(cells, day)
            system = System(len(cells.values))
            FAMILIES["waits"].know(cells, system)
            summaries = summarised(cells, system, NHS, {})
            system.rows += [row for one in summaries for row in one.tells]
            free = [float("inf")] * (system.size - len(cells.values))
            open_ = worlds(system, [*cells.values, *[0] * len(free)], [*cells.values, *free])
            assert not any(open_.held_down({cell}, enough=1) for one in summaries for cell in [one.size])
            told += sum(len(one.tells) for one in summaries)
    assert told


def test_a_summary_that_would_pin_a_small_number_is_kept_back_and_the_others_are_shown() -> None:
    first, second, third = (Summarised((Place("q", (), "weeks", (name,)),), number, ()) for number, name in enumerate("abc"))
    kept = can_be_shown([first, second, third], lambda shown: not (first in shown and second in shown))
    assert kept == [first, third]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_small_number_is_hidden_and_few_others_are(family: str, rule: Rule, areas: list[Store]) -> None:
    small = others = shown = 0
    for store in areas:
        for day in days(store):
            cells = cells_of(family, store, day)
            values = {place: cells.values[cell] for place, cell in cells.of.items()}
            hidden = {place: least for place, least in hidden_cells(family, cells, rule, day).items() if place in values}
            assert {place for place, value in values.items() if 0 < value < rule.fewest} <= hidden.keys()
            small += sum(0 < values[place] < rule.fewest for place in hidden)
            if (store, day) == (sample_area(), days(store)[0]):  # of an area as large as they are, little else has to be hidden
                others += sum(values[place] >= rule.fewest for place in hidden if place.column not in ("spells_started", "spells_ended"))
                shown += sum(value >= rule.fewest and place not in hidden for place, value in values.items())
    assert small
    assert others < shown / 10


def test_every_question_of_people_is_in_a_family() -> None:
    asked = {name for name, question in QUESTIONS.items() if question.counts_people and not question.for_the_lead}
    assert asked == {*FAMILY_OF, *LAYER_OF}
    assert not FAMILY_OF.keys() & LAYER_OF.keys()


def test_a_board_is_given_no_filter_and_no_other_day() -> None:
    visit = Visit(BOARD, sample_area())
    assert visit.offers(("locality", "service", "provider")) == ()
    with pytest.raises(AccessRefused, match="small numbers could be worked out"):
        visit.ask("not_in_school_total", locality="Castlegate")
    with pytest.raises(AccessRefused, match="any day"):
        visit.ask("not_in_school_total", as_at=date(2026, 10, 30))
    assert visit.ask("not_in_school_total", as_at=add_months(visit.as_at, -12)).rows


def test_a_commissioner_chooses_one_service_or_one_provider() -> None:
    visit = Visit(COMMISSIONER, sample_area())
    assert visit.offers(("locality", "service", "provider")) == ("service", "provider")
    first, second, *_ = visit.filter_options("provider")
    assert visit.ask("diagnostic_waits_total", provider=first).rows
    with pytest.raises(AccessRefused, match="Choose one provider"):
        visit.ask("diagnostic_waits_total", provider=(first, second))
    with pytest.raises(AccessRefused, match="cut diagnostic_waits_total by service"):
        visit.ask("diagnostic_waits_total", service="slt")


def test_a_commissioner_of_some_services_sees_the_rows_of_those() -> None:
    viewer = Viewer("A commissioner of two", Role.COMMISSIONER, services=("slt", "ot"))
    visit = Visit(viewer, sample_area())
    assert set(visit.filter_options("service")) <= {"slt", "ot"}
    assert set(visit.ask("health_access_by_service").column("service")) == {"slt", "ot"}
    assert set(visit.ask("health_access_barriers").column("service")) <= {"slt", "ot"}
    with pytest.raises(QuestionRefused):
        visit.ask("health_access_by_service", service="camhs")


def test_a_value_that_leaves_too_few_is_not_offered_and_is_named_before() -> None:
    visit = Visit(COMMISSIONER, sample_area())
    lead = Visit(Viewer("A lead", Role.LEAD), sample_area())
    for name in ("service", "provider"):
        assert set(visit.filter_options(name)) | visit.too_few(name) == set(lead.filter_options(name))
    assert visit.too_few("service")
    for service in visit.too_few("service"):
        with pytest.raises(QuestionRefused):
            visit.ask("health_access_by_service", service=service)


def test_an_area_chooses_its_rule() -> None:
    store = Store.open()
    bring_in_invented_area(store)
    visit = Visit(BOARD, store)
    before = visit.ask("not_in_school_by_category").column("children")
    store.set_setting(protect.SETTING, "under_10")
    after = visit.ask("not_in_school_by_category")
    assert all(number is None or number % 10 == 0 for number in after.column("children"))
    assert before != after.column("children")
    assert RULES["under_10"].footnote in after.footnotes


def test_an_administrator_sees_no_numbers_of_children() -> None:
    visit = Visit(Viewer("An administrator", Role.ADMINISTRATOR), sample_area())
    for name, question in QUESTIONS.items():
        if question.counts_people or question.lists_children:
            with pytest.raises(AccessRefused):
                visit.ask(name)


def test_the_categories_are_cut_by_months_for_the_drawing_that_everyone_sees() -> None:
    assert protect.guarded_cuts("not_in_school_by_month") == ("category",)
    assert known.FAMILIES["not_in_school"].questions


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize(("out", "waiting", "others"), [(60, 58, 300), (11, 10, 60), (22, 20, 60)])
def test_who_waits_is_known_to_health_so_those_known_to_education_alone_cannot_be_worked_out(
    out: int, waiting: int, others: int, rule: Rule
) -> None:
    names = [f"C{number}" for number in range(out + others)]
    referred = [*names[:waiting], *names[out : out + others // 2]]
    tables: dict[str, list[dict[str, object]]] = {
        "children": [{"child_id": name, "date_of_birth": date(2014, 5, 5), "sen_status": "E"} for name in names],
        "spells": [{"child_id": name, "category": "ehe", "start_date": date(2026, 9, 1)} for name in names[:out]],
        "diagnostic_waits": [
            {"child_id": name, "assessment": "autism", "referral_received_date": date(2026, 3, 1), "provider": "A trust"}
            for name in referred
        ],
    }
    store = attacked_areas.kept([(tables, date(2026, 10, 31))])
    store.set_setting(protect.SETTING, rule.name)
    cells = cells_of("not_in_school", store, date(2026, 10, 31))
    hidden = hidden_cells("not_in_school", cells, rule, date(2026, 10, 31))
    alone = Place("known_to_health_and_education_total", (), "known_to_education_not_in_school", ())
    total, waits = Place("not_in_school_total", (), "children", ()), Place("not_in_school_needs", (), "waiting_for_an_assessment", ())
    assert alone in hidden
    assert {total, waits} & hidden.keys()
    store.close()
