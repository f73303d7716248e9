"""The threats, each with the control that stands against it. A test that proves a control carries `@pytest.mark.threat("name")`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Threat:
    """One thing that must not happen, and what stands in its way."""

    name: str
    threat: str
    control: str


THREATS: tuple[Threat, ...] = (
    Threat(
        "no_sign_in", "Getting in without signing in", "A gate before every path; no other address without sign-in; a guard on every page"
    ),
    Threat("another_area", "Seeing another area's data", "An area is part of who is signed in; a folder, a store and a cache key for each"),
    Threat(
        "another_download", "Fetching somebody else's download", "Downloads are handed to the session that asked for them, and to no other"
    ),
    Threat(
        "ended_session",
        "Going on after the session has ended",
        "Sessions live on the server; idle and absolute limits, sign-out, revocation",
    ),
    Threat(
        "beyond_role", "Doing more than the role may", "One matrix of role and capability, asked at the one door out and the one door in"
    ),
    Threat(
        "subtraction",
        "Working out a small number by subtraction",
        "Every number from one protected answer; a verifier that shares no code with it",
    ),
    Threat(
        "untrusted_text",
        "A cell that is a script, a request or a formula",
        "Text is never markdown, HTML or a formula; a content security policy",
    ),
    Threat("names_kept", "A name or an identifier on the disk", "Names are never stored; NHS numbers and UPNs only as keyed hashes"),
    Threat("not_deleted", "What was deleted is still there", "Deletion writes the file anew, and the disk is searched for what went"),
    Threat("stolen_disk", "The disk, or a copy of it, is stolen", "Database, log and temporary files encrypted by a key kept elsewhere"),
    Threat("killed", "The process is killed at any moment", "One transaction for each change; nothing is said to be kept before it is"),
    Threat("bad_disk", "A full or read-only disk, a corrupted file", "A clear page, reopening, backup and restore"),
    Threat(
        "tampered_log",
        "The audit log is changed, cut or forged",
        "A chain keyed by HMAC, an anchor of its end, and a command that verifies it",
    ),
    Threat("value_in_logs", "A child's value in a log", "Logs take names and numbers of our own; mistakes are logged by their place"),
    Threat(
        "vulnerable_dependency",
        "A library with a known vulnerability",
        "Pinned with hashes; pip-audit in make check; a list of all that is installed",
    ),
    Threat("hostile_upload", "A file made to harm", "Guards before reading; reading in a process of its own with limits"),
)
BY_NAME = {threat.name: threat for threat in THREATS}
