"""Reads degraded labels with three decoders and writes the table of docs/print-quality.md."""

import argparse
import pathlib
import re
import sys
import zlib

import cv2
import numpy as np
import pyzbar.pyzbar
import zxingcpp

from degrade import KINDS, photograph

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs/print-quality.md"


class Decoders:
    """Each gives the texts that it reads in a picture."""

    def __init__(self):
        self.detector = cv2.wechat_qrcode_WeChatQRCode()

    def zxing(self, picture):
        return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]

    def zbar(self, picture):
        found = pyzbar.pyzbar.decode(picture, symbols=[pyzbar.pyzbar.ZBarSymbol.QRCODE])
        return [code.data.decode("utf-8", "replace") for code in found]

    def wechat(self, picture):
        return list(self.detector.detectAndDecode(picture)[0])

    def all(self):
        return [("zxing-cpp", self.zxing), ("zbar", self.zbar), ("WeChat", self.wechat)]


class Sample:
    """A template's picture and the stamp that is in it."""

    def __init__(self, folder):
        self.name = folder.name
        text = (folder / "label.yaml").read_text(encoding="utf-8")
        self.stamp = re.search(r'sample: "(HTTPS://[^"]+)"', text).group(1)
        self.page = cv2.imread(str(folder / "sample.png"), cv2.IMREAD_GRAYSCALE)
        code = zxingcpp.read_barcodes(self.page)[0]
        if code.text != self.stamp:
            raise SystemExit(f"{self.name}: the picture does not hold the sample's stamp")
        left, right = code.position.top_left, code.position.top_right
        # A code has 17 modules along a side and four for each version.
        self.module = np.hypot(right.x - left.x, right.y - left.y) / (17 + 4 * int(code.extra["Version"]))

    def degraded(self, kind, number):
        name, _, printing, photographing = kind
        random = np.random.default_rng(zlib.crc32(f"{self.name}/{name}/{number}".encode()))
        page = printing(self.page, random) if printing else self.page
        picture = photograph(page, self.module)
        return photographing(picture, random) if photographing else picture


def measure(samples, labels, save):
    """Right answers by sample, kind and decoder; and every wrong one."""
    decoders = Decoders().all()
    rates, misreads = {}, []
    for sample in samples:
        for kind in KINDS:
            count = 1 if kind[0] == "clean" else labels
            right = {name: 0 for name, _ in decoders}
            for number in range(count):
                picture = sample.degraded(kind, number)
                if save and number == 0:
                    cv2.imwrite(str(save / f"{sample.name}-{kind[0].replace(' ', '-')}.png"), picture)
                for name, read in decoders:
                    texts = [text for text in read(picture) if text]
                    right[name] += sample.stamp in texts
                    misreads += [(sample.name, kind[0], number, name, t) for t in texts if t != sample.stamp]
            rates[sample.name, kind[0]] = [round(100 * right[name] / count) for name, _ in decoders]
    return rates, misreads


def report(samples, rates, misreads, labels):
    names = [kind[0] for kind in KINDS]
    lines = [
        "# Print quality",
        "",
        "How often the labels that ship are still read after what printing and photographing do to them: per cent of",
        f"{labels} seeded labels, by zxing-cpp 3.1.1 / zbar / OpenCV's WeChat detector, at 4 pixels a module as a phone",
        "sees them. Written by `scripts/print-quality/run`, which ends with status 1 when any code is read wrong or a",
        "clean label is not read by all three.",
        "",
        "| template | " + " | ".join(names) + " |",
        "| --- |" + " ---: |" * len(names),
    ]
    for sample in samples:
        cells = ["/".join(map(str, rates[sample.name, name])) for name in names]
        lines.append(f"| {sample.name} | " + " | ".join(cells) + " |")
    means = ["/".join(str(round(sum(rates[s.name, n][d] for s in samples) / len(samples))) for d in range(3)) for n in names]
    lines += ["| **mean** | " + " | ".join(means) + " |", ""]
    lines += [f"- **{name}**: {meaning}." for name, meaning, _, _ in KINDS]
    lines += [
        "",
        f"Misreads: {len(misreads)}.",
        "",
        "A phone tries many frames a second and needs one; a rate under 100 says how much worse a label may get before",
        "the first frame no longer suffices.",
    ]
    return "\n".join(lines) + "\n"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--labels", type=int, default=20, help="degraded labels of each kind (20)")
    arguments.add_argument("--save", type=pathlib.Path, help="keep the first picture of each kind here")
    options = arguments.parse_args()
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
    folders = sorted(path.parent for path in (ROOT / "label-templates").glob("*/label.yaml"))
    samples = [Sample(folder) for folder in folders]
    rates, misreads = measure(samples, options.labels, options.save)
    REPORT.write_text(report(samples, rates, misreads, options.labels), encoding="utf-8")
    print(f"{REPORT.relative_to(ROOT)}: {len(samples)} templates, {len(misreads)} misreads")
    for misread in misreads:
        print("misread:", *misread, file=sys.stderr)
    unread = [sample.name for sample in samples if min(rates[sample.name, "clean"]) < 100]
    for name in unread:
        print(f"not read clean: {name}", file=sys.stderr)
    sys.exit(1 if misreads or unread else 0)


if __name__ == "__main__":
    main()
