"""The file of people lets in whom it names, and nobody else; what is wrong in it is refused with the line to write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rollcall.access import MATRIX, Capability, Role
from rollcall.access.people import PeopleFile, name_of, read_people
from rollcall.errors import PeopleRefused
from tests.conftest import REPOSITORY

HEAD = 'ask = "the team"\n[areas.north]\ntitle = "North"\n[areas.south]\ntitle = "South"\n'
LEAD = '[[people]]\nclaim = "groups"\ncontains = "leads"\nrole = "lead"\nareas = ["north"]\n'
BY_EMAIL = '[[people]]\nclaim = "email"\nequals = "ann@icb.example"\nrole = "commissioner"\nareas = ["north", "south"]\n'


def written(folder: Path, text: str) -> Path:
    """A file of people."""
    path = folder / "people.toml"
    path.write_text(text, encoding="utf-8")
    return path


def places(folder: Path, text: str, **claims: object) -> list[str]:
    """The keys of what a person may work as."""
    return [place.key for place in read_people(written(folder, text)).places_of(claims)]


def test_the_example_is_in_order() -> None:
    people = read_people(REPOSITORY / ".streamlit" / "people.toml.example")
    assert set(people.areas) == {"northshire", "southshire"}
    assert (people.idle_minutes, people.signed_in_hours) == (30, 10)
    assert {place.role for rule in people.rules for place in rule.places} == set(Role)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"groups": ["leads"]}, ["north-lead"]),
        ({"groups": ["leads", "others"]}, ["north-lead"]),
        ({"groups": "leads"}, []),  # a text is no list, and "cheerleaders" would hold it
        ({"groups": ["cheerleaders"]}, []),
        ({"groups": None}, []),
        ({"roles": ["leads"]}, []),
        ({}, []),
    ],
)
def test_a_group_lets_in_those_who_are_in_it(tmp_path: Path, claims: dict[str, object], found: list[str]) -> None:
    assert places(tmp_path, HEAD + LEAD, **claims) == found


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ({"email": "ann@icb.example"}, 2),
        ({"email": "Ann@ICB.example", "email_verified": True}, 2),
        ({"email": "ann@icb.example", "email_verified": "true"}, 2),
        ({"email": "ann@icb.example", "email_verified": False}, 0),
        ({"email": "ann@icb.example", "email_verified": "false"}, 0),
        ({"email": "ann@icb.example", "email_verified": None}, 0),
        ({"email": "ann@icb.example.evil"}, 0),
    ],
)
def test_an_email_address_lets_in_unless_the_provider_says_it_is_unverified(tmp_path: Path, claims: dict[str, object], count: int) -> None:
    assert len(places(tmp_path, HEAD + BY_EMAIL, **claims)) == count


def test_a_rule_can_ask_for_one_of_several_providers(tmp_path: Path) -> None:
    text = HEAD + LEAD + 'provider = "microsoft"\n'
    assert places(tmp_path, text, groups=["leads"], provider="microsoft") == ["north-lead"]
    assert places(tmp_path, text, groups=["leads"], provider="google") == []
    assert places(tmp_path, text, groups=["leads"]) == []


def test_of_two_rules_for_one_role_in_one_area_the_first_counts(tmp_path: Path) -> None:
    narrow = '[[people]]\nclaim = "email"\nequals = "ann@icb.example"\nrole = "commissioner"\nareas = ["north"]\nservices = ["slt"]\n'
    wide = '[[people]]\nclaim = "groups"\ncontains = "icb"\nrole = "commissioner"\nareas = ["north"]\ngranted = ["list_children"]\n'
    claims = {"email": "ann@icb.example", "groups": ["icb"]}
    (place,) = read_people(written(tmp_path, HEAD + narrow + wide)).places_of(claims)
    assert (place.services, place.granted) == (("slt",), frozenset())
    (place,) = read_people(written(tmp_path, HEAD + wide + narrow)).places_of(claims)
    assert (place.services, place.granted) == ((), frozenset({Capability.LIST_CHILDREN}))


def test_nobody_s_name_is_an_address_that_is_not_verified() -> None:
    assert name_of({"email": "Ann@ICB.example", "sub": "1", "iss": "https://login"}) == "ann@icb.example"
    assert name_of({"email": "ann@icb.example", "email_verified": False, "sub": "1", "iss": "https://login"}) == "1 at https://login"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "[areas.northshire]"),
        ('[areas.north]\ntitle = "North"\n', "[[people]]"),
        ('[areas."../../etc"]\ntitle = "North"\n', "a folder too"),
        ("[areas.north]\n", 'title = "…"'),
        ('ask = "the team"\n[areas.north]\ntitle = "North"\n[[people]]\nclaim = "groups"\nrole = "lead"\nareas = ["north"]\n', "contains"),
        (HEAD + LEAD.replace('"lead"', '"leader"'), "lead, commissioner, board, administrator"),
        (HEAD + LEAD.replace('["north"]', '["nroth"]'), "north, south"),
        (HEAD + LEAD + 'granted = ["list_children"]\n', "this role has none"),
        (HEAD + BY_EMAIL + 'granted = ["manage_people"]\n', "list_children"),
        (HEAD + BY_EMAIL + 'services = ["speech"]\n', "slt"),
        (HEAD + LEAD + 'services = ["slt"]\n', "only a commissioner"),
        (HEAD + LEAD + 'sevices = ["slt"]\n', "did you mean services"),
        (HEAD + LEAD + 'equals = "leads"\n', "either equals"),
        ("idle_minutes = 0\n" + HEAD + LEAD, "from 1 to 240"),
        ("idle_minutes = true\n" + HEAD + LEAD, "whole number"),
        ("idle = 5\n" + HEAD + LEAD, "did you mean idle_minutes"),
        (LEAD.replace("\n", " "), "not written as TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_what_to_write(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PeopleRefused) as refused:
        read_people(written(tmp_path, text))
    assert says in str(refused.value)
    assert "people.toml" in str(refused.value)


def test_no_file_lets_nobody_in(tmp_path: Path) -> None:
    with pytest.raises(PeopleRefused, match="Nobody would be let in"):
        read_people(tmp_path / "people.toml")


def test_the_file_is_read_again_when_it_changes_and_lets_nobody_in_while_it_is_broken(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + LEAD)
    file = PeopleFile(path)
    assert file.current().places_of({"groups": ["leads"]})
    path.write_text("broken", encoding="utf-8")
    with pytest.raises(PeopleRefused):
        file.current()
    path.write_text(HEAD + BY_EMAIL, encoding="utf-8")
    assert not file.current().places_of({"groups": ["leads"]})
    path.unlink()
    with pytest.raises(PeopleRefused):
        file.current()


def test_a_change_within_the_same_second_and_of_the_same_size_is_seen(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + LEAD)
    file = PeopleFile(path)
    file.current()
    stamp = path.stat()
    path.write_text(HEAD + LEAD.replace('"leads"', '"heads"'), encoding="utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    assert not file.current().places_of({"groups": ["leads"]})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("other", Role)
def test_nobody_sees_as_somebody_who_may_do_more(role: Role, other: Role) -> None:
    from rollcall.access import Viewer

    person = Viewer("somebody", role, granted=frozenset({Capability.LIST_CHILDREN}) if role is Role.COMMISSIONER else frozenset())
    assert person.seeing_as(other).capabilities <= person.capabilities
    assert person.seeing_as(other).capabilities in (person.capabilities, MATRIX[other])
