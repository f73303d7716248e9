"""One text of the self-evaluation: written, saved as the next version, put back, and never lost where two people write at once."""

from __future__ import annotations

import streamlit as st

from rollcall.answers.ask import Visit
from rollcall.answers.self_evaluation import TextVersion, Written, save_text
from rollcall.definitions.self_evaluation import Chapter, Part
from rollcall.errors import ChangedMeanwhile, RollcallError
from rollcall.show.sentences import escaped


def write(visit: Visit, kept: Written, chapter: Chapter, part: Part) -> None:
    """The text as it stands or as the reader is changing it, and its earlier versions."""
    versions = kept.versions(chapter, part)
    key = f"text-{visit.viewer.area}-{chapter.code}-{part.code}"
    _load(key, versions[0] if versions else None)
    st.text_area(part.value, key=key, height=120, persist_state="session", placeholder="Not written yet")
    with st.container(horizontal=True, vertical_alignment="center", key=f"controls-{key}"):
        st.button("Save", key=f"{key}-save", on_click=_save, args=(visit, chapter, part, key))
        st.caption(_stands(versions, st.session_state[key], st.session_state[f"{key}-loaded"]))
    if refused := st.session_state.pop(f"{key}-refused", None):
        st.error(escaped(refused))
    if (conflict := st.session_state.get(f"{key}-conflict")) and versions:
        _settle(visit, chapter, part, key, versions[0], conflict)
    if len(versions) > 1:
        _earlier(visit, chapter, part, key, versions)


def _load(key: str, latest: TextVersion | None) -> None:
    """Begin with the latest version, and go on with a later one while the reader has changed nothing."""
    text, version = (latest.text, latest.version) if latest else ("", 0)
    untouched = st.session_state.get(key) == st.session_state.get(f"{key}-loaded")
    if key not in st.session_state or (untouched and st.session_state.get(f"{key}-base") != version):
        st.session_state[key] = st.session_state[f"{key}-loaded"] = text
        st.session_state[f"{key}-base"] = version


def _stands(versions: tuple[TextVersion, ...], text: str, loaded: str) -> str:
    if text != loaded:
        return "Changed and not saved yet."
    return f"{_by(versions[0])}." if versions else "Nothing is saved yet."


def _by(version: TextVersion) -> str:
    return f"Version {version.version:,}, {escaped(version.author)}, {version.written_at.astimezone():%d/%m/%Y %H:%M}"


def _save(visit: Visit, chapter: Chapter, part: Part, key: str) -> None:
    text = st.session_state[key]
    try:
        version = save_text(visit, chapter, part, text, st.session_state[f"{key}-base"])
    except ChangedMeanwhile as changed:
        st.session_state[f"{key}-conflict"] = str(changed)
    except RollcallError as refused:
        st.session_state[f"{key}-refused"] = str(refused)
    else:
        st.session_state[f"{key}-loaded"], st.session_state[f"{key}-base"] = text, version
        st.session_state.pop(f"{key}-conflict", None)


def _settle(visit: Visit, chapter: Chapter, part: Part, key: str, theirs: TextVersion, conflict: str) -> None:
    """Both texts, and the choice between them: the reader's own is in the box above and can take over what is good in the other."""
    st.warning(escaped(conflict), icon=":material/call_split:")
    with st.container(border=True, key=f"{key}-theirs"):
        st.caption(f"The latest: {_by(theirs)}. Yours is in the box above, where you can bring both together.")
        st.text(theirs.text or "(empty)")
    with st.container(horizontal=True, key=f"controls-{key}-both"):
        st.button("Save mine after it", key=f"{key}-mine", on_click=_save_after, args=(visit, chapter, part, key, theirs.version))
        st.button("Keep the latest, and drop mine", key=f"{key}-drop", on_click=_drop, args=(key, theirs))


def _save_after(visit: Visit, chapter: Chapter, part: Part, key: str, seen: int) -> None:
    """Save on top of the version that the reader was shown: if there is one later still, both are shown again."""
    st.session_state[f"{key}-base"] = seen
    _save(visit, chapter, part, key)


def _drop(key: str, theirs: TextVersion) -> None:
    st.session_state[key] = st.session_state[f"{key}-loaded"] = theirs.text
    st.session_state[f"{key}-base"] = theirs.version
    st.session_state.pop(f"{key}-conflict", None)


def _earlier(visit: Visit, chapter: Chapter, part: Part, key: str, versions: tuple[TextVersion, ...]) -> None:
    drawer = st.expander(f"Earlier versions: {len(versions) - 1:,}", type="compact", key=f"{key}-earlier", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        for version in versions[1:]:
            with st.container(border=True):
                st.caption(f"{_by(version)}.")
                st.text(version.text or "(empty)")
                st.button(
                    "Put this one back",
                    key=f"{key}-back-{version.version:,}",
                    on_click=_put_back,
                    args=(visit, chapter, part, key, version, versions[0].version),
                )


def _put_back(visit: Visit, chapter: Chapter, part: Part, key: str, version: TextVersion, latest: int) -> None:
    """Save an earlier text as the next version. What the reader is changing meanwhile goes first."""
    if st.session_state[key] != st.session_state[f"{key}-loaded"]:
        st.session_state[f"{key}-refused"] = "What you changed is not saved yet. Save it, and then put the earlier version back."
        return
    st.session_state[key], st.session_state[f"{key}-base"] = version.text, latest
    _save(visit, chapter, part, key)
