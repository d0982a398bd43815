/// html5lib, a parser of HTML in Python that follows the standard's algorithm and tells every parse error.
public enum ForeignHTML {
    /// The Python of the tests, when it can import html5lib.
    public static let python = Decoders.python(importing: "html5lib")

    /// What is wrong with a page: parse errors, identifiers that stand twice, labels and fragments that lead nowhere,
    /// headings that skip a level, pictures without a name.
    public static func faults(of page: [UInt8]) throws -> [String] {
        let script = """
            import sys, html5lib
            parser = html5lib.HTMLParser(namespaceHTMLElements=False)
            tree = parser.parse(open(sys.argv[1], "rb"), transport_encoding="utf-8")
            for position, code, _ in parser.errors: print(code, *position)
            nodes = [node for node in tree.iter() if isinstance(node.tag, str)]
            ids = [node.get("id") for node in nodes if node.get("id")]
            for one in ids:
                if ids.count(one) > 1: print("id twice:", one)
            fields = {node.get("for") for node in nodes if node.tag == "label"}
            for node in nodes:
                if node.tag == "label" and node.get("for") not in ids: print("label of nothing:", node.get("for"))
                if node.tag == "input" and node.get("type") != "hidden" and node.get("id") not in fields:
                    print("field without a label:", node.get("name"))
                if node.tag == "a" and (node.get("href") or "").startswith("#") and node.get("href")[1:] not in ids:
                    print("fragment of nothing:", node.get("href"))
                if node.tag.endswith("svg") and not (node.get("aria-label") or node.get("aria-hidden")):
                    print("picture without a name")
            levels = [int(node.tag[1]) for node in nodes if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
            if levels.count(1) != 1: print("h1:", levels.count(1))
            for above, below in zip(levels, levels[1:]):
                if below > above + 1: print("heading skips from", above, "to", below)
            """
        let output = try Decoders.withFile(page) { try Decoders.printed(by: script, $0) }
        return output.split(separator: "\n").map(String.init)
    }
}
