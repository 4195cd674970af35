"""Ask: the one door to the web. An address is asked as a reader's browser would, more politely, and nothing is kept.

Only public machines are asked: each host is looked up once, its addresses are tested, and the connection is made to
one that was tested, on every hop of a redirect. So a link in a manuscript cannot reach into the network of a press.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from octavo.model.links import NO_HOST

_MOST_HOPS = 8
_MOST_ADDRESSES = 3
_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
# These say where a work is today; that they know it is enough, and its publisher need not be asked.
_REGISTRIES = ("doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net")
_TRANSLATED = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: by what name we go, how long we wait for an answer and between two questions to one host,
    how many hosts are asked side by side, and whether private machines may be asked.
    """

    agent: str
    seconds: float = 20.0
    pause: float = 1.0
    parallel: int = 8
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status or why there is none, and where the address has moved to for good."""

    status: str
    final: str = ""


class _Failed(Exception):
    """No answer: why, in the words that links.lock has for it."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: dict[str, str]


def ask_all(addresses: Iterable[str], manners: Manners) -> Iterator[tuple[str, Answer]]:
    """The answers as they come. One host is asked one thing at a time; leaving early ends what still runs."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    stop = threading.Event()
    pool = ThreadPoolExecutor(max_workers=max(1, manners.parallel))
    try:
        waiting = [pool.submit(_ask_host, tuple(asked), manners, stop) for asked in by_host.values()]
        for done in as_completed(waiting):
            yield from done.result()
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)


def ask(address: str, manners: Manners) -> Answer:
    """What the server says of an address: first without its text, then, where that is refused, with it."""
    try:
        answer = _follow(address, "HEAD", manners)
        if answer.status[:1] in ("2", "3"):
            return answer
    except _Failed as failure:
        if str(failure) not in ("no-answer", "timeout"):
            return Answer(str(failure))
    try:
        return _follow(address, "GET", manners)
    except _Failed as failure:
        return Answer(str(failure))


def archive(address: str, endpoint: str, manners: Manners) -> str:
    """Ask a web archive to keep a copy of an address: the copy's address, or "" when there is none."""
    try:
        reply = _request(f"{endpoint}{address}", "GET", manners)
    except _Failed:
        return ""
    given = reply.headers.get("location") or reply.headers.get("content-location") or ""
    copy = urljoin(endpoint, given)
    same = urlsplit(copy).hostname == urlsplit(endpoint).hostname
    return copy if given and same and reply.status < 400 else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _ask_host(addresses: tuple[str, ...], manners: Manners, stop: threading.Event) -> list[tuple[str, Answer]]:
    answers: list[tuple[str, Answer]] = []
    for address in addresses:
        if answers and stop.wait(manners.pause):
            break
        answers.append((address, ask(address, manners)))
    return answers


def _follow(address: str, method: str, manners: Manners) -> Answer:
    """The answer at the end of all redirects, and how far of the way is for good."""
    here, final, for_good = address, "", True
    for _ in range(_MOST_HOPS):
        reply = _request(here, method, manners)
        to = reply.headers.get("location", "")
        if reply.status not in _MOVED or not to or _host(here) in _REGISTRIES:
            return Answer(str(reply.status), final)
        here = urljoin(here, quote(to, safe="%/:=&?~#+!$,;'@()*[]"))
        for_good = for_good and reply.status in _FOR_GOOD
        final = here if for_good else final
    raise _Failed("loop")


def _request(address: str, method: str, manners: Manners) -> _Reply:
    """One question, one answer; of the answer's text not a byte is read."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise _Failed("malformed") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise _Failed("malformed")
    secure = parts.scheme.lower() == "https"
    path = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe="%/:=&?~+!$,;'@()*[]")
    try:
        with closing(_connect(host, port or (443 if secure else 80), secure, manners)) as connection:
            return _exchange(connection, method, path, manners)
    except ssl.SSLError:
        raise _Failed("no-trust") from None
    except TimeoutError:
        raise _Failed("timeout") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise _Failed("no-answer") from None


def _exchange(connection: http.client.HTTPConnection, method: str, path: str, manners: Manners) -> _Reply:
    headers = {"User-Agent": manners.agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    # A server that sends a letter a second would never be late for any one of them.
    patience = threading.Timer(2 * manners.seconds, _hang_up, (connection.sock,))
    patience.daemon = True
    patience.start()
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return _Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()})
    finally:
        patience.cancel()


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _connect(host: str, port: int, secure: bool, manners: Manners) -> http.client.HTTPConnection:
    """A connection to a host by an address of it that was tested."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        raise _Failed("no-answer" if fault.errno == socket.EAI_AGAIN else NO_HOST) from None
    targets = list(dict.fromkeys(each[4][:2] for each in found))
    if not manners.private and not all(_public(str(target[0])) for target in targets):
        raise _Failed("private")
    line = _line([str(target[0]) for target in targets[:_MOST_ADDRESSES]], port, manners.seconds)
    try:
        if secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError:
        line.close()
        raise
    made = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = made(host, port, timeout=manners.seconds)
    connection.sock = line
    return connection


def _line(addresses: list[str], port: int, seconds: float) -> socket.socket:
    """A line to the first of the addresses that takes one."""
    *first, last = addresses
    for address in first:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError:
            continue
    return socket.create_connection((last, port), seconds)


def _public(text: str) -> bool:
    """True for an address that anybody may reach; what only wraps another one counts as that."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _TRANSLATED:
            wrapped = IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return _public(str(wrapped))
    return address.is_global and not address.is_multicast
