"""What wires share: dates, datelines, bylines and lines. Text in, parts and extents out.

No module here knows a format; each function is one of its arguments alone.
"""
