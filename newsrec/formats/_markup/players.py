"""Makes the address of a player for videos and charts, which a page for readers shows in place of a link.

A page must not run what a story brings along, so the mark-up of an embed is never written. For
these services we know the address that shows one of their pieces in a frame; we make it anew, over
https, from the letters and figures of the story's address, so that nothing else of that gets into
the page. What runs in the frame runs in the service's own
page, and cannot reach the story's. Of several addresses of a service the one is chosen that
tells the service least of the reader.

Sources: YouTube, "Embed videos and playlists" (privacy-enhanced mode); Vimeo, "Player parameters"
(dnt, h); Dailymotion, "Player embed"; Datawrapper, "Embedding charts".
"""

from __future__ import annotations

import re
from typing import Final

_WEB: Final = r"(?:https?:)?//"
_REST: Final = r"(?:[?&#/].*)?"
_YOUTUBE: Final = r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:(?:embed|shorts|live)/|watch\?(?:[^#]*&)?v=)"
_VIMEO: Final = r"(?:www\.)?vimeo\.com/"
_VIMEO_PLAYER: Final = r"player\.vimeo\.com/video/"

#: Addresses under which a service's pieces are known, and the address that shows one in a frame.
_PLAYERS: Final = tuple(
    (re.compile(_WEB + pattern + _REST, re.DOTALL), player)
    for pattern, player in (
        (rf"(?:{_YOUTUBE}|youtu\.be/)([A-Za-z0-9_-]{{11}})", "https://www.youtube-nocookie.com/embed/{}"),
        (_VIMEO + r"([0-9]{1,12})/([0-9a-f]{6,16})", "https://player.vimeo.com/video/{}?h={}&dnt=1"),
        (
            _VIMEO_PLAYER + r"([0-9]{1,12})/?\?(?:[^#]*&)?h=([0-9a-f]{6,16})",
            "https://player.vimeo.com/video/{}?h={}&dnt=1",
        ),
        (rf"(?:{_VIMEO}|{_VIMEO_PLAYER})([0-9]{{1,12}})", "https://player.vimeo.com/video/{}?dnt=1"),
        (
            r"(?:(?:www\.)?dailymotion\.com/(?:embed/)?video/|dai\.ly/)([A-Za-z0-9]{5,20})",
            "https://www.dailymotion.com/embed/video/{}",
        ),
        (r"datawrapper\.dwcdn\.net/([A-Za-z0-9]{5})(?:/[0-9]{0,4})?", "https://datawrapper.dwcdn.net/{}/"),
    )
)

#: The attributes of a frame beside its address, title and size: it loads when it is scrolled to, runs
#: scripts of its own page alone, and may show itself in full screen and open pages.
FRAME: Final = {
    "loading": "lazy",
    "allow": "fullscreen; picture-in-picture; encrypted-media",
    "sandbox": "allow-scripts allow-same-origin allow-popups allow-presentation",
}


def player_of(address: str) -> str | None:
    """Return the address of the player for an address; None for a service that we do not know.

    >>> player_of("https://www.youtube.com/watch?v=abcdefghijk&t=9")
    'https://www.youtube-nocookie.com/embed/abcdefghijk'
    """
    for pattern, player in _PLAYERS:
        found = pattern.fullmatch(address)
        if found is not None:
            return player.format(*found.groups())
    return None
