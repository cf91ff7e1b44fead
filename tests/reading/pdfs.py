"""PDF files made by hand: text at given places in any script, in a font that only names its characters."""

import zlib


def pdf(pages, info="", rotate=0, trailer=""):
    """A PDF of pages, each a list of (x, y from the top, size, text) on a sheet of 600 by 800."""
    letters = sorted({letter for page in pages for _, _, _, text in page for letter in text})
    widths = " ".join(f"{ord(letter)} [{_width(letter)}]" for letter in letters)
    ranges = "".join(f"<{row:02X}00> <{row:02X}FF> <{row:02X}00>\n" for row in range(256))
    blocks = [ranges[at : at + 100 * 21] for at in range(0, len(ranges), 100 * 21)]
    unicode = "begincmap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + "".join(
        f"{block.count(chr(10))} beginbfrange\n{block}endbfrange\n" for block in blocks
    )
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe)"
        f" /Ordering (Identity) /Supplement 0 >> /DW 500 /W [{widths}] /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        " /Descent -200 /CapHeight 700 /StemV 80 >>",
        6: unicode + "endcmap\n",
        7: f"<< {info} >>",
    }
    kids = []
    for page in pages:
        number = max(objects) + 1
        kids.append(f"{number} 0 R")
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate {rotate} /Contents {number + 1} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects[number + 1] = "".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {800 - y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        )
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects, trailer)


def _width(letter):
    return 1000 if ord(letter) > 0x2E7F else 250 if letter == " " else 500


def _file(objects, trailer):
    data, places = b"%PDF-1.5\n", {}
    for number in sorted(objects):
        places[number] = len(data)
        body = objects[number]
        if body.startswith("<<"):
            data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        else:
            packed = zlib.compress(body.encode("latin-1"))
            data += f"{number} 0 obj\n<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
            data += packed + b"\nendstream\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{places[number]:010d} 00000 n \n".encode() for number in sorted(objects))
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return data + end.encode()


def column(lines, x, y, size=10, leading=13):
    """Lines of text below each other."""
    return [(x, y + leading * row, size, text) for row, text in enumerate(lines)]
