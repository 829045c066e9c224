"""NITF, the News Industry Text Format: what all formats that hold an NITF body share.

Source: IPTC, NITF 3.6: https://iptc.org/standards/nitf/

`body_reader` reads what a `body.content` holds, `body_writer` writes it; `pages` takes the story out of
a page, of NITF or XHTML, and keeps the page.
"""
