"""`search serve`: the web service, in this process or in several on one home and one port."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from multiprocessing import parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import uvicorn
from fastapi import FastAPI
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from indexer.errors import PortTaken
from search_api.http import create_app
from search_api.output import say
from search_api.service.logs import LOGGING
from search_api.service.metrics import SHARED_FOLDER
from search_api.service.protocol import LARGEST_HEAD, Protocol
from search_api.service.settings import Settings, settings_of
from search_api.session import open_session

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_WAITING = 2048
_TO_FINISH = 5  # seconds beside the time of a search
_HUNG = 60  # seconds: a worker that starts on a busy machine is silent for some
_FACTORY = "search_api.serve:worker_app"


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: where, by how many processes, and whose X-Forwarded headers are believed."""

    host: str
    port: int
    workers: int
    proxy: str | None


def serve(home: Path | None, serving: Serving) -> None:
    """Serve until interrupted; requests under way are finished then.

    With no home yet one is made from the specimens first. Raises PortTaken.
    """
    environment = environment_for(home, serving.host, os.environ)
    settings = settings_of(environment)
    with open_session(settings.home, say):
        pass  # what is wrong with the home is told here, not by every worker
    with _listening(serving) as listening, _shared_counts(serving.workers) as counts:
        os.environ.update({**environment, **counts})
        for line in lines_of(serving, listening.getsockname()[1], settings):
            say(line)
        config = _config(serving, settings)
        # A signal is raised again once the server has ended by it.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            if serving.workers == 1:
                uvicorn.Server(config).run([listening])
            else:
                _run_several(config, listening)


def worker_app() -> FastAPI:
    """The service of one process. It does not outlive the process that began it."""
    parent = parent_process()
    if parent is not None:

        def end_with_it() -> None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

        Thread(target=end_with_it, name="gongkai-parent", daemon=True).start()
    return create_app()


def environment_for(home: Path | None, host: str, given: Mapping[str, str]) -> dict[str, str]:
    """The variables that each process takes its settings from.

    On this machine's own address, only its own names are answered to, unless others are named.
    """
    settings = settings_of(given)
    names = {}
    if home is not None:
        names["GONGKAI_HOME"] = str(home)
    if is_loopback(host) and not settings.hosts:
        names["GONGKAI_HOSTS"] = ",".join((*_LOCAL_NAMES, *settings.public_names()))
    return {**given, **names}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("127.0.0.2"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == _LOCAL_NAMES[0]:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def lines_of(serving: Serving, port: int, settings: Settings) -> list[str]:
    """Where the service is, and who may ask it."""
    shown = f"[{serving.host}]" if ":" in serving.host else serving.host
    lines = [f"网页与接口 (page and API)：http://{shown}:{port}    Ctrl-C 结束 (ends it)"]
    if settings.token:
        lines.append("须凭 GONGKAI_TOKEN 查询；网页上作为密码输入 (the token is needed).")
    elif is_loopback(serving.host):
        lines.append("只在本机，无须令牌；设 GONGKAI_TOKEN 即须令牌 (this machine only, no token).")
    else:
        lines.append(
            "注意：凡能连到这台机器的人都可查询；设 GONGKAI_TOKEN 即须令牌 "
            "(anyone who reaches this machine can search: no token is set)."
        )
    return lines


@contextmanager
def _listening(serving: Serving) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    try:
        listening = socket.create_server(
            (serving.host, serving.port), family=family, backlog=_WAITING
        )
    except OSError as error:
        raise PortTaken(
            f"{serving.host} 端口 {serving.port} 不能使用：{error.strerror} (cannot be used).",
            "请用 --port 另选端口，如 --port 8080，或检查 --host。",
        ) from error
    with listening:
        yield listening


@contextmanager
def _shared_counts(workers: int) -> Iterator[dict[str, str]]:
    """Where several processes keep what they count, so that each can tell of all."""
    if workers == 1:
        yield {}
        return
    with TemporaryDirectory(prefix="gongkai-metrics-") as folder:
        yield {SHARED_FOLDER: folder}


def _config(serving: Serving, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        _FACTORY,
        factory=True,
        workers=serving.workers,
        http=Protocol,
        ws="none",
        lifespan="on",
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        proxy_headers=serving.proxy is not None,
        forwarded_allow_ips=serving.proxy,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_worker_healthcheck=_HUNG,
        timeout_graceful_shutdown=int(settings.timeout) + _TO_FINISH,
    )


class _Workers(Multiprocess):
    """Processes that are begun anew when they end.

    Each alone holds its end of the pipe over which it is asked whether it lives, so its end is seen
    at once, and not when the time to answer has passed.
    """

    def keep_subprocess_alive(self) -> None:
        """Look at each."""
        for process in self.processes:
            process.child_conn.close()
        super().keep_subprocess_alive()


def _run_several(config: uvicorn.Config, listening: socket.socket) -> None:
    supervisor = _Workers(config, [listening])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        sys.exit(STARTUP_FAILURE)
