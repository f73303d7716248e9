"""Every cell of the matrix: can a person do what the matrix does not allow? On every page, by every question, file, address and option."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import MATRIX, Capability, Role, Viewer
from rollcall.access.downloads import Downloads
from rollcall.access.people import PeopleFile
from rollcall.access.served import Served, serve_as, served
from rollcall.access.sessions import Sessions
from rollcall.answers.ask import Visit, forget_answers, open_visit
from rollcall.answers.holding import Holding, What, open_holding
from rollcall.answers.question import FILTERS, QUESTIONS
from rollcall.answers.rebases import months_to_begin, rebase, versions, withdraw
from rollcall.answers.rule import RULES
from rollcall.answers.self_evaluation import note_taking_away, save_action, save_text, written
from rollcall.definitions.monthly import Monthly
from rollcall.definitions.self_evaluation import Chapter, Part, State
from rollcall.errors import AccessRefused, RollcallError
from rollcall.export.matrix_manual import with_matrix
from rollcall.intake.desk import open_desk
from rollcall.show.pages import PAGES, Page
from rollcall.show.screen import people, who
from rollcall.show.screen.audit_log import audit_log
from rollcall.store.database_key import VARIABLE
from tests.browser.served import FILE_OF_PEOPLE, KEY, PEOPLE
from tests.conftest import REPOSITORY
from tests.gate.areas import NORTH, canaries, planted

Tried = Callable[[int, str, str], None]
BY_ROLE = {Role.LEAD: "lee", Role.COMMISSIONER: "cam", Role.BOARD: "bo", Role.ADMINISTRATOR: "ada"}
CELLS = [(role, capability) for role in Role for capability in Capability]
NOT_ALLOWED = [(role, capability) for role, capability in CELLS if capability not in MATRIX[role]]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
each_role = pytest.mark.parametrize("role", Role)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both areas, kept."""
    folder = tmp_path_factory.mktemp("areas")
    planted(folder)
    return folder


@pytest.fixture(autouse=True)
def kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data folder of this test."""
    monkeypatch.setenv("ROLLCALL_DATA", str(data))
    monkeypatch.setenv(VARIABLE, KEY)
    monkeypatch.chdir(REPOSITORY)
    forget_answers()


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    """This process, served."""
    (tmp_path / "people.toml").write_text(FILE_OF_PEOPLE, encoding="utf-8")
    made = Sessions(PeopleFile(tmp_path / "people.toml").current)
    serve_as(Served(made, Downloads(), "rollcall"))
    yield made
    serve_as(None)


def viewer(role: Role) -> Viewer:
    """Somebody of the northern area."""
    return Viewer(role.value, role, NORTH)


def opened(page: Page, role: Role, sessions: Sessions, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """A page as it is drawn for somebody who has signed in. The test has no browser, so it says itself which cookie one would send."""
    begun = sessions.begin(PEOPLE[BY_ROLE[role]])
    assert begun
    monkeypatch.setattr(who, "secret", lambda: begun[0])
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(page.file)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def everything(app: AppTest) -> str:
    """All that a tab would be sent: words, tables, charts, labels, options and what is written about them."""
    return repr(app._tree) + " ".join(str(element.proto) for element in app._tree if hasattr(element, "proto"))


@each_page
@each_role
@pytest.mark.threat("beyond_role")
def test_a_page_opens_for_those_the_matrix_allows_and_says_so_to_the_others(
    page: Page, role: Role, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(page, role, sessions, monkeypatch)
    title = app.title[0].value
    if page.needs is None or page.needs in MATRIX[role]:
        assert "is not open to" not in title
    else:
        assert f"{page.title} is not open to" in title
        assert len(app.get("plotly_chart")) == len(app.dataframe) == len(app.table) == len(app.expander) == 0
        assert not any(word in everything(app) for word in canaries(NORTH))


@each_role
@pytest.mark.threat("beyond_role")
def test_the_side_bar_lists_what_a_person_may_open_and_nothing_else(
    role: Role, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(PAGES[-1], role, sessions, monkeypatch)
    listed = {link.proto.label for link in app.sidebar.get("page_link")}
    assert listed == {page.title for page in PAGES if page.opens_for(viewer(role))}
    assert bool([radio for radio in app.radio if radio.label == "Show as"]) is (role is Role.LEAD)


@each_role
@pytest.mark.parametrize("raised", Role)
@pytest.mark.threat("beyond_role")
def test_no_address_raises_anybody(role: Role, raised: Role, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(page for page in PAGES if page.name == "not_in_school")
    app = opened(page, role, sessions, monkeypatch, show_as=who.ROLES[raised], working_as=f"{who.ROLES[raised]}, Northshire")
    sent = everything(app)
    if Capability.SEE_EXACT_NUMBERS not in MATRIX[role]:
        assert "The children behind this number" not in sent
    if Capability.SEE_PROTECTED_NUMBERS not in MATRIX[role]:
        assert "is not open to" in app.title[0].value


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize(
    ("role", "capability"), NOT_ALLOWED, ids=[f"{role.value}-{capability.name.lower()}" for role, capability in NOT_ALLOWED]
)
def test_nobody_can_do_what_the_matrix_does_not_allow(
    role: Role, capability: Capability, sessions: Sessions, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    visit = open_visit(viewer(role))
    assert not visit.viewer.may(capability)
    before = visit.kept.data_version
    count = WAYS[capability](visit)
    assert count, "nothing was tried"
    assert visit.kept.data_version == before
    for page in PAGES:
        if page.needs is capability:
            shown = everything(opened(page, role, sessions, monkeypatch))
            assert f"{page.title} is not open to" in shown
            assert not any(word in shown for word in canaries(NORTH))
            count += 1
    tried(count, f"a {role.value} tries to do this: {capability.value[0].lower()}{capability.value[1:]}", "refused")


def refused(does: Callable[[], object]) -> int:
    """1, once it has been refused."""
    with pytest.raises(AccessRefused):
        does()
    return 1


def no_number_at_all(visit: Visit) -> int:
    """Every question that counts people, and every list of what they could be cut by."""
    lead = open_visit(viewer(Role.LEAD))
    assert any(lead.filter_options(name) for name in FILTERS)
    assert [visit.filter_options(name) for name in FILTERS] == [()] * len(FILTERS)
    assert not any(visit.too_few(name) for name in FILTERS)
    return len(FILTERS) + sum(refused(partial(visit.ask, name)) for name, question in QUESTIONS.items() if question.counts_people)


def no_exact_number(visit: Visit) -> int:
    """Every question that counts people: what comes is protected, or is refused."""
    count = 0
    for name, question in QUESTIONS.items():
        if question.counts_people:
            try:
                answer = visit.ask(name)
            except AccessRefused:
                count += 1
                continue
            assert answer.protected
            for at, column in enumerate(answer.columns):
                if column.kind == "people":
                    assert all(row[at] is None or row[at] % 5 == 0 for row in answer.rows), name
            count += 1
    return count


def no_other_filter(visit: Visit) -> int:
    """Every question, by filters that are not this role's, two together, several values, and another day."""
    count = 0
    for name, question in QUESTIONS.items():
        if not question.counts_people:
            continue
        lead = open_visit(Viewer("lead", Role.LEAD, NORTH))
        for one in question.filters:
            options = lead.filter_options(one)
            if one not in visit.takes(name) and options:
                with pytest.raises(RollcallError):
                    visit.ask(name, **{one: options[0]})
                count += 1
        with pytest.raises(RollcallError):
            visit.ask(name, visit.as_at - timedelta(days=31))
        count += 1
    return count


def no_list(visit: Visit) -> int:
    """Every question that names children."""
    return sum(refused(partial(visit.ask, name)) for name, question in QUESTIONS.items() if question.lists_children)


def no_desk(visit: Visit) -> int:
    """The way in."""
    return refused(lambda: open_desk(visit.viewer, visit.kept))


def no_decision(visit: Visit) -> int:
    """Counting candidates from now on."""
    return refused(lambda: visit.accept_candidates(["kestrel-0001"], "ehe", visit.as_at))


def no_cut_by_service(visit: Visit) -> int:
    """Every question that can be cut by a service or a provider."""
    lead = open_visit(viewer(Role.LEAD))
    return sum(
        refused(partial(visit.ask, name, **{by: lead.filter_options(by)[0]}))
        for name, question in QUESTIONS.items()
        for by in ("service", "provider")
        if by in question.filters and (question.counts_people or question.lists_children)
    )


def no_holding(visit: Visit) -> int:
    """What is held."""
    return refused(lambda: open_holding(visit))


def no_deletion(visit: Visit) -> int:
    """Each deletion, each length of time and a backup: by the door, and by somebody who got past it."""
    inside, held = Holding(visit.viewer, visit.kept), visit.kept.uploads()
    tries: list[Callable[[], object]] = [
        lambda: open_holding(visit).delete(What.EVERYTHING),
        *(partial(inside.delete, what, partner="Kestrel Council", before=visit.as_at) for what in What),
        *(partial(inside.hold_for, table, months) for table in inside.retention for months in (1, None)),
        inside.back_up,
    ]
    count = sum(map(refused, tries))
    assert visit.kept.uploads() == held
    return count


def no_self_evaluation(visit: Visit) -> int:
    """Each text, action and rebase is neither read nor written, and the document does not leave."""
    tries: list[Callable[[], object]] = [
        lambda: written(visit),
        *(partial(save_text, visit, chapter, part, "Ours", 0) for chapter in Chapter for part in Part),
        *(partial(save_action, visit, chapter, None, "Ours", "Us", None, State.NOT_STARTED) for chapter in Chapter),
        *(partial(note_taking_away, visit, protected) for protected in (True, False)),
        *(partial(rebase, visit, measure, visit.as_at, "Ours", 0) for measure in Monthly),
        *(partial(versions, visit, measure) for measure in Monthly),
        *(partial(months_to_begin, visit, measure) for measure in Monthly),
        *(partial(withdraw, visit, measure, visit.as_at, 0) for measure in Monthly),
    ]
    return sum(map(refused, tries))


def no_other_rule(visit: Visit) -> int:
    """Each rule, for what is kept and as the page names it."""
    rule = visit.rule
    count = sum(refused(partial(one.choose_rule, name)) for one in (visit, visit.kept_visit) for name in RULES)
    assert visit.rule is rule
    return count


def no_attack(visit: Visit) -> int:
    """Visits of other roles, and an attack that is said to have been made."""
    return sum(refused(partial(visit.attacked_as, [role])) for role in Role) + refused(lambda: visit.note_attack(1, 0))


def no_audit_log(visit: Visit) -> int:
    """Reading it, and what draws its page."""
    return refused(visit.audit_log) + refused(lambda: audit_log(visit, lambda _: b""))


def no_session_of_others(visit: Visit) -> int:
    """What lists those who are signed in and let in, and ends a session: each session of everybody of the area."""
    at = served()
    assert at
    begun = [at.sessions.begin(PEOPLE[name]) for name in BY_ROLE.values()]
    live = [one.number for one in at.sessions.live()]
    assert len(live) == len(begun)
    count = sum(refused(partial(people._end, at, session, visit)) for session in at.sessions.live())
    assert [one.number for one in at.sessions.live()] == live
    return count + refused(lambda: people.signed_in(visit)) + refused(lambda: people.let_in(visit))


WAYS: dict[Capability, Callable[[Visit], int]] = {
    Capability.SEE_PROTECTED_NUMBERS: no_number_at_all,
    Capability.SEE_EXACT_NUMBERS: no_exact_number,
    Capability.FILTER_FREELY: no_other_filter,
    Capability.LIST_CHILDREN: no_list,
    Capability.BRING_IN: no_desk,
    Capability.DECIDE_ABOUT_CHILDREN: no_decision,
    Capability.CUT_BY_SERVICE: no_cut_by_service,
    Capability.SEE_WHAT_IS_HELD: no_holding,
    Capability.DELETE: no_deletion,
    Capability.WRITE_THE_SELF_EVALUATION: no_self_evaluation,
    Capability.CHOOSE_THE_RULE: no_other_rule,
    Capability.TRY_TO_BREAK_IT: no_attack,
    Capability.READ_THE_AUDIT_LOG: no_audit_log,
    Capability.MANAGE_PEOPLE: no_session_of_others,
}


def test_an_administrator_ends_no_session_of_somebody_of_another_area_alone(sessions: Sessions) -> None:
    at = served()
    assert at
    assert sessions.begin(PEOPLE["ada"])
    (session,) = sessions.live()
    elsewhere = replace(open_visit(viewer(Role.ADMINISTRATOR)), viewer=Viewer("ada", Role.ADMINISTRATOR, "nowhere"))
    people._end(at, session, elsewhere)
    assert list(sessions.live()) == [session]


@pytest.mark.threat("another_area")
def test_an_administrator_is_not_told_what_somebody_is_in_another_area(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sessions.begin(PEOPLE["cam"])
    page = next(page for page in PAGES if page.name == "people")
    shown = [one.value for one in opened(page, Role.ADMINISTRATOR, sessions, monkeypatch).markdown]
    assert any("Commissioner of Northshire" in one for one in shown)
    assert not any("of Southshire" in one for one in shown)


@each_role
@pytest.mark.threat("beyond_role")
def test_what_was_worked_out_for_a_lead_is_not_remembered_for_anybody_else(role: Role) -> None:
    lead, other = open_visit(viewer(Role.LEAD)), open_visit(viewer(role))
    for name, question in QUESTIONS.items():
        exact = lead.ask(name)
        if role is Role.LEAD or not (question.counts_people or question.lists_children):
            continue
        try:
            answer = other.ask(name)
        except AccessRefused:
            continue
        assert answer.protected
        assert not any(column.name == "child_id" for column in answer.columns)
        assert exact.protected is False


def test_a_commissioner_who_was_granted_lists_sees_them_and_has_no_desk() -> None:
    granted = Viewer("commissioner", Role.COMMISSIONER, NORTH, granted=frozenset({Capability.LIST_CHILDREN}))
    visit = open_visit(granted)
    assert "kestrel-0001" in json.dumps(visit.ask("children_not_in_school_list").column("child_id"))
    with pytest.raises(AccessRefused):
        open_desk(granted, visit.kept)


def test_the_manual_shows_the_matrix_as_it_is() -> None:
    manual = (REPOSITORY / "docs" / "serving.md").read_text(encoding="utf-8")
    assert with_matrix(manual) == manual
    for capability in Capability:
        line = next(line for line in manual.splitlines() if line.startswith(f"| {capability.value} |"))
        cells = [cell.strip() for cell in line.strip("|").split("|")][1:]
        assert [bool(re.match("yes", cell)) for cell in cells] == [capability in MATRIX[role] for role in Role]
