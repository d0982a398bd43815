internal import HTTPTypes

/// Programs that load a page for nobody to read it: previews of links in messages, search engines, browsers ahead of need.
enum LinkPreview {
    /// Parts of what such programs call themselves, in small letters, by their first letter.
    private static let names: [[[UInt8]]] = {
        let all = [
            "applebot", "baiduspider", "bingbot", "bot/", "bytespider", "coccocbot", "crawler", "discordbot",
            "duckduckbot",
            "embedly", "facebookexternalhit", "facebot", "google-inspectiontool", "googlebot", "iframely",
            "kakaotalk-scrap", "line-poker", "linkedinbot", "mastodon", "petalbot", "pinterest", "redditbot",
            "skypeuripreview", "slackbot", "spider", "telegrambot", "twitterbot", "viber", "whatsapp", "yandexbot",
            "zalo-preview", "zalobot",
        ]
        var byLetter = [[[UInt8]]](repeating: [], count: 26)
        for name in all { if let first = name.utf8.first { byLetter[Int(first) - 0x61].append(Array(name.utf8)) } }
        return byLetter
    }()

    private static let purposes = ["Sec-Purpose", "Purpose", "X-Moz"].compactMap { (name: String) in
        HTTPField.Name(name)
    }

    /// Whether a request is by such a program.
    static func isAsking(_ fields: HTTPFields) -> Bool {
        if purposes.contains(where: { fields[$0]?.lowercased().contains("prefetch") == true }) { return true }
        guard let agent = fields[.userAgent] else { return false }
        let letters = agent.utf8.prefix(512).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        return letters.indices.contains { start in
            let place = Int(letters[start]) - 0x61
            guard 0..<26 ~= place else { return false }
            return names[place].contains { letters[start...].starts(with: $0) }
        }
    }
}
