"""Files of the house that runs it: systemd units, a crontab line, a container file, metrics.

Pure functions that return text; the command line prints it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path


def service_unit(command: Path, folder: Path, ping_url: str | None = None) -> str:
    """A systemd service for one night, locked up as far as a crawler can be."""
    ping = f" --ping-url {_unit_word(ping_url)}" if ping_url else ""
    return f"""\
[Unit]
Description=Repledge: one night of newsrooms
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_unit_path(folder)}
ExecStart={_unit_word(str(command))} nightly{ping}
SuccessExitStatus=0
TimeoutStartSec=2h
Nice=10
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={_unit_word(str(folder))}
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
"""


def timer_unit(at: str = "03:30") -> str:
    """A systemd timer: every night, caught up after a night without power."""
    return f"""\
[Unit]
Description=Repledge every night

[Timer]
OnCalendar=*-*-* {at}:00
RandomizedDelaySec=15m
Persistent=true

[Install]
WantedBy=timers.target
"""


def crontab_line(command: Path, folder: Path, at: str = "03:30") -> str:
    """A line for crontab(5), in which a percent sign would end the command."""
    hour, _, minute = at.partition(":")
    where, what = shlex.quote(str(folder)), shlex.quote(str(command))
    escaped = f"cd {where} && {what} nightly --json >> nightly.log".replace("%", r"\%")
    return f"{int(minute)} {int(hour)} * * * {escaped}\n"


def container_file(version: str) -> str:
    """A container file that runs as nobody in particular and keeps its data in /data."""
    return f"""\
FROM docker.io/library/python:3.11-slim
RUN pip install --no-cache-dir repledge=={version} && useradd --create-home --uid 10001 repledge
USER repledge
WORKDIR /data
VOLUME /data
ENTRYPOINT ["repledge"]
CMD ["nightly"]
"""


def metrics(counts: Mapping[str, int], *, finished: int, exit_code: int) -> str:
    """The last run for Prometheus's text-file collector; `finished` in seconds since 1970."""
    lines = [
        "# HELP repledge_run_finished_seconds When the last run ended, Unix time.",
        "# TYPE repledge_run_finished_seconds gauge",
        f"repledge_run_finished_seconds {finished}",
        "# HELP repledge_run_exit_code How the last run ended; 0 is well.",
        "# TYPE repledge_run_exit_code gauge",
        f"repledge_run_exit_code {exit_code}",
        "# HELP repledge_run_count What the last run counted.",
        "# TYPE repledge_run_count gauge",
    ]
    lines += [f'repledge_run_count{{what="{_label(n)}"}} {v}' for n, v in sorted(counts.items())]
    return "\n".join(lines) + "\n"


def _unit_word(text: str) -> str:
    """A word of a unit's command line, quoted; systemd expands % and $ even within quotes."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _unit_path(folder: Path) -> str:
    return str(folder).replace("%", "%%")


def _label(name: str) -> str:
    return name.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
