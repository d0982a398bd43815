"""The pages on which people write, walked through as people do it: the covered number, a citizen's report, and an
inspector's work. Every form is filled in and sent in the browser."""
import csv
import io
import json
import os

from verdict_pages import ROOT

PICTURE = ROOT + "/examples/ocop/media/che-shan-tuyet.png"
# A picture too many: neither JPEG, PNG nor WebP.
NO_PICTURE = ROOT + "/examples/ocop/programme.json"


def prepare(home):
    """Tokens, and stamps with a covered number; before the demo's stamps are made, whose last key is no good."""
    made = json.loads(home.run(
        "issue", "--lot", "L-TQ-2609", "--count", "4", "--pin", "--request", "demo-pin", "--json"))
    table = home.run("stamps", "--batch", made["id"], "--format", "csv", "--with-pin")
    pins = [(row[2].split("TG.EXAMPLE")[1], row[-1]) for row in list(csv.reader(io.StringIO(table)))[1:]]
    asked = json.loads(home.run(
        "order", "new", "--lot", "L-TQ-2609", "--count", "12", "--template", "ocop-60x40", "--actor",
        "P-TQ-001", "--json"))
    approved = json.loads(home.run(
        "order", "approve", asked["id"], "--actor", "office-tq", "--json"))
    stamp = home.run("stamps", "--batch", approved["batch"]).split()[0]
    tokens = {}
    for province in ("08", "48"):
        answer = home.run("token", "new", "--role", "inspector", "--scope", f"province:{province}", "--name",
                          f"đoàn kiểm tra {province}", "--expires", "2027-06-30")
        tokens[province] = answer.split()[0]
    return {"pins": pins, "stamp": "/" + stamp.split("/", 3)[3], "tokens": tokens}


class Walk:
    """A walk through the pages in one language. Yields name and title of each page while the browser shows it, and what
    to look at where that is not its beginning."""

    def __init__(self, prepared, service, browser, language="vi"):
        self.prepared, self.stamp = prepared, prepared["stamp"]
        self.service, self.browser, self.language = service, browser, language

    def pages(self):
        yield from self.covered_number()
        yield from self.report()
        yield from self.inspector()
        yield from self.answered()

    def open(self, path):
        self.browser.open(self.service.address + path, self.language)

    def send(self, form, fields=None, files=None):
        """Fills in the form that goes to an address and has all of the fields, and sends it."""
        fields, files = fields or {}, files or {}
        for name, path in files.items():
            self.browser.choose_file(f"form[action='{form}'] input[name='{name}']", path)
        self.browser.leave(f"""(() => {{
            const fields = {json.dumps(fields)};
            const form = [...document.querySelectorAll("form[action='{form}']")]
                .find(f => Object.keys(fields).every(name => f.elements.namedItem(name)));
            for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
            form.noValidate = true;
            form.querySelector('button').click();
        }})()""")

    def covered_number(self):
        (path, pin), (other, _) = self.prepared["pins"][:2] if self.language == "vi" else self.prepared["pins"][2:]
        self.open(path)
        yield "pin", "Số dưới lớp phủ cào", "#pin"
        wrong = "000000" if pin != "000000" else "000001"
        for name, typed, title in [
            ("pin-wrong", wrong, "Số chưa đúng"), ("pin-first", pin, "Số đúng, lần đầu"),
            ("pin-again", pin, "Số vừa được nhập lần nữa")]:
            # A number that was right leaves no form: the stamp is opened again, as who scans it once more does.
            self.open(path)
            self.send("#phu", {"pin": typed})
            yield name, title, None
        self.open(other)
        for _ in range(6):
            self.send("#phu", {"pin": "12"})
        yield "pin-blocked", "Quá nhiều lần nhập sai", None

    def report(self):
        self.open("/report")
        yield "report-empty", "Gửi phản ánh, không từ trang của mã", None
        self.send("/report", {"text": "Gọi cho tôi: 0912 345 678", "kind": "", "code": "không rõ"},
                  {"picture": NO_PICTURE})
        yield "report-refused", "Phản ánh chưa gửi được", None
        self.open(self.stamp)
        self.browser.leave("document.querySelector('a.no').click()")
        yield "report", "Gửi phản ánh", None
        self.send("/report", {"kind": "starsDiffer", "text": "Bao bì in 5 sao, trang này ghi 4 sao.", "province": "08"},
                  {"picture": PICTURE})
        yield "receipt", "Biên nhận", None
        self.receipt = self.browser.evaluate("location.pathname").split("/")[-1]
        self.open("/report?receipt=7K3M-9Q2X-B4T6")
        yield "receipt-mistyped", "Số biên nhận gõ sai", None
        self.open("/report/7K3M-9Q2X-B4T5")
        yield "receipt-unknown", "Số biên nhận không có", None

    def sign_in(self, token):
        self.open("/inspect")
        self.send("/inspect/sign-in", {"token": token})

    def inspector(self):
        self.open("/inspect")
        yield "inspect-signin", "Đăng nhập của đoàn kiểm tra", None
        self.send("/inspect/sign-in", {"token": "temgoc_sai"})
        yield "inspect-refused", "Mã truy cập không đúng", None
        self.sign_in(self.prepared["tokens"]["08"])
        yield "inspect", "Trang kiểm tra", None
        self.open("/inspect/stamp?code=xin+ch%C3%A0o")
        yield "inspect-unreadable", "Nội dung quét không đọc được", None
        self.open("/inspect/stamp?code=" + self.stamp)
        yield "inspect-stamp", "Tem, cho đoàn kiểm tra", None
        yield "inspect-template", "Mẫu nhãn, khối lượng", ".picture"
        yield "inspect-finding", "Trên bao bì in mấy sao?", "form[action='/inspect/finding']"
        self.send("/inspect/finding", {"stars": "", "note": "Gặp bà Lò Thị Mẩy, 0912 345 678"}, {"picture": NO_PICTURE})
        yield "inspect-finding-refused", "Ghi nhận chưa lưu được", "form[action='/inspect/finding']"
        self.send("/inspect/finding", {"stars": "5", "note": "Túi 100 g bày bán, nhãn in 5 sao.", "province": "08"},
                  {"picture": PICTURE})
        yield "inspect-case", "Vụ việc", None
        case = self.browser.evaluate("location.pathname")
        self.send(case + "/measure", {"authority": "Đội 1 (giả định)", "reason": "Gọi 0912 345 678"})
        yield "inspect-step-refused", "Biện pháp chưa lưu được", "details[open]"
        self.send(case + "/investigate")
        self.send(case + "/measure", {"kind": "temporaryHold", "authority": "Đội 1 (giả định)", "reason": "Giữ 12 túi"})
        self.send(f"/inspect/report/{self.receipt}", {"reason": "Đã kiểm tra tại nơi bán và yêu cầu thay nhãn."})
        self.send(case + "/close", {"outcome": "corrected", "reason": "Đã thay nhãn đúng hạng sao"})
        yield "inspect-closed", "Vụ việc đã kết thúc", None
        self.sign_in_again()
        self.open(case)
        yield "inspect-elsewhere", "Vụ việc của tỉnh khác", None
        self.sign_out()
        yield "inspect-signed-out", "Đã thoát", None

    def sign_in_again(self):
        self.sign_out()
        self.send("/inspect/sign-in", {"token": self.prepared["tokens"]["48"]})

    def sign_out(self):
        self.open("/inspect")
        self.send("/inspect/sign-out")

    def answered(self):
        self.open("/report/" + self.receipt)
        yield "receipt-answered", "Biên nhận có trả lời", None
