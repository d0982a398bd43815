"""The pages of the demo's stamps (scripts/verdict-stamps), and a browser that looks at them. Needs Chromium and
websocket-client."""
import base64
import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import websocket

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TODAY = "2026-11-21"
PHONE, DESKTOP = (390, 844), (1280, 900)


class Home:
    """The demo issuer's home in a folder of its own, with every stamp of scripts/verdict-stamps."""

    def __init__(self, temgoc, path):
        self.temgoc, self.path = temgoc, path
        self.run("init", "--host", "TG.EXAMPLE", "--name", "Đơn vị phát hành thử nghiệm", "--demo", "--day", TODAY)
        self.take(sample())
        self.run("media", "add", "examples/ocop/media/che-shan-tuyet.png")

    def run(self, *arguments):
        return run([self.temgoc, *arguments, "--home", self.path])

    def take(self, programme):
        """Imports a programme."""
        with open(self.path + ".json", "w") as file:
            json.dump(programme, file)
        self.run("import", self.path + ".json")

    def rows(self):
        """Name, verdict, address and title of every stamp."""
        listed = run([ROOT + "/scripts/verdict-stamps", self.temgoc, self.path])
        return [line.split("\t") for line in listed.splitlines()]


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def sample():
    """The sample programme, with what its tea lot leaves undeclared."""
    with open(ROOT + "/examples/ocop/programme.json") as file:
        programme = json.load(file)
    for lot in programme["lots"]:
        if lot["id"] == "L-TQ-2609":
            lot["events"] = [
                {"stage": "harvest", "at": "2026-09-15", "place": "Vùng chè Khau Vạc"},
                {"stage": "processing", "at": "2026-09-16", "place": "Xưởng Khuổi Slam", "note": "Sao chảo gang"},
                {"stage": "packing", "at": "2026-09-18", "place": "Xưởng Khuổi Slam"},
            ]
    for product in programme["products"]:
        if product["id"] == "PR-TQ-1":
            product["links"] = [{"kind": "shop", "url": "https://postmart.vn/che-shan-tuyet-khau-vac"}]
    return programme


class Service:
    """The service on a home and a day."""

    def __init__(self, home):
        self.process = subprocess.Popen(
            [home.temgoc, "serve", "--home", home.path, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
        self.address = self.process.stdout.readline().split()[0].rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, path, accept, language="vi"):
        """The bytes that the service answers, whatever the status."""
        request = urllib.request.Request(
            self.address + path, headers={"Accept": accept, "Accept-Language": language})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()

    def verdict(self, path):
        return json.loads(self.get(path, "application/json")).get("verdict")


class PageGone(Exception):
    """The page was left while it was asked something."""


class Browser:
    """Chromium without a window, told what to do over its DevTools protocol; one page at a time."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=vi",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={self.folder.name}",
             "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = self.folder.name + "/DevToolsActivePort"
        while not (os.path.exists(port) and open(port).read().count("\n")):
            if self.process.poll() is not None:
                raise SystemExit("chromium ended before it listened")
            time.sleep(0.05)
        number = open(port).readline().strip()
        targets = json.load(urllib.request.urlopen(f"http://127.0.0.1:{number}/json/list"))
        page = next(target for target in targets if target["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
        self.count = 0
        self.call("Page.enable")
        self.call("Network.enable")
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def call(self, method, **parameters):
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("method") == "Network.responseReceived" and message["params"]["type"] == "Document":
                self.document = message["params"]["requestId"]
            if message.get("id") == self.count:
                if "navigated" in message.get("error", {}).get("message", ""):
                    raise PageGone
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, address, language="vi"):
        """Opens a page and waits until it has loaded."""
        self.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        self.call("Page.navigate", url=address)
        while self.is_loaded("document.readyState + location.href") != "complete" + address:
            time.sleep(0.02)

    def leave(self, script):
        """Runs a script that leads to another page, and waits until that has loaded."""
        self.evaluate("window.isLeft = true")
        try:
            self.evaluate(script)
        except PageGone:
            pass
        while not self.is_loaded("!window.isLeft && document.readyState === 'complete'"):
            time.sleep(0.02)

    def is_loaded(self, script):
        """What a script says; false while a page is being left."""
        try:
            return self.evaluate(script)
        except PageGone:
            return False

    def choose_file(self, selector, path):
        """Puts a file into a field."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        field = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", files=[path], nodeId=field)

    def source(self):
        """The bytes of the page that is shown, also where a form led to it."""
        found = self.call("Network.getResponseBody", requestId=self.document)
        return base64.b64decode(found["body"]) if found["base64Encoded"] else found["body"].encode()

    def evaluate(self, script):
        """The value of a script, a promise's when it is one."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script[:80]}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press_tab(self):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    def picture(self):
        """What the window shows, as a PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
