"""The label of 60 x 40 mm as a PDF by ReportLab: `reportlab_labels.py COUNT OUT.pdf`; the static layer is a form."""
import sys

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from stamps import rows

LINES = [("Khối lượng", "100 g"), ("Số lô", "L2610-03"), ("Đóng gói", "12/10/2026"), ("Hạn dùng", "12/10/2028")]


def static(page):
    page.beginForm("static")
    page.setFont("bold", 4.8 * mm)
    page.drawString(2.2 * mm, 33 * mm, "Chè Shan tuyết Khau Vạc")
    page.setFont("regular", 2.5 * mm)
    page.drawString(2.2 * mm, 27 * mm, "Hợp tác xã Nông nghiệp Khau Vạc")
    page.line(2.2 * mm, 25.2 * mm, 57.8 * mm, 25.2 * mm)
    for row, (caption, value) in enumerate(LINES):
        page.setFont("regular", 2.3 * mm)
        page.drawString(2.2 * mm, (21.4 - 3.1 * row) * mm, caption)
        page.setFont("bold", 2.3 * mm)
        page.drawString(15.2 * mm, (21.4 - 3.1 * row) * mm, value)
    page.setFont("regular", 2.3 * mm)
    page.drawString(2.2 * mm, 5 * mm, "Mã tem")
    page.drawString(2.2 * mm, 2 * mm, "Tra cứu: TG.EXAMPLE")
    page.endForm()


def main():
    fonts = "/usr/share/fonts/truetype/noto/NotoSans-"
    pdfmetrics.registerFont(TTFont("regular", fonts + "Regular.ttf"))
    pdfmetrics.registerFont(TTFont("bold", fonts + "Bold.ttf"))
    page = Canvas(sys.argv[2], pagesize=(60 * mm, 40 * mm))
    static(page)
    for serial, stamp in rows(int(sys.argv[1])):
        page.doForm("static")
        page.setFont("bold", 2.3 * mm)
        page.drawString(15.2 * mm, 5 * mm, serial)
        code = QrCodeWidget(stamp, barLevel="M", barWidth=24.6 * mm, barHeight=24.6 * mm)
        drawing = Drawing(24.6 * mm, 24.6 * mm)
        drawing.add(code)
        renderPDF.draw(drawing, page, 35.2 * mm, 0.2 * mm)
        page.showPage()
    page.save()


main()
