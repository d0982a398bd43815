public import Raster

/// A picture that the caller supplies for a template's image field, such as the office's own OCOP artwork.
public struct LabelImage: Sendable, Equatable {
    /// Dots across.
    public let width: Int
    /// Dots down.
    public let height: Int
    /// A byte a dot, 0 white and 255 black.
    private let ink: [UInt8]

    /// Reads a grey PNG of 1 or 8 bits, of at most 16 million dots.
    public init(png: [UInt8]) throws(PNGError) {
        let image = try PNGImage(png)
        width = image.width
        height = image.height
        switch image.pixels {
        case .grey(let dots): ink = dots.map { 255 - $0 }
        case .bilevel(let page):
            var ink: [UInt8] = []
            ink.reserveCapacity(page.width * page.height)
            for y in 0..<page.height {
                for x in 0..<page.width { ink.append(page[x: x, y: y] ? 255 : 0) }
            }
            self.ink = ink
        }
    }

    /// The mean ink over each dot of a smaller or larger picture; a dot of a larger one takes the nearest.
    fileprivate func scaled(width across: Int, height down: Int) -> [UInt8] {
        var coverage: [UInt8] = []
        coverage.reserveCapacity(across * down)
        for y in 0..<down {
            let rows = y * height / down..<max(y * height / down + 1, (y + 1) * height / down)
            for x in 0..<across {
                let columns = x * width / across..<max(x * width / across + 1, (x + 1) * width / across)
                var sum = 0
                for row in rows {
                    for column in columns { sum += Int(ink[row * width + column]) }
                }
                coverage.append(UInt8(sum / (rows.count * columns.count)))
            }
        }
        return coverage
    }
}

/// A slot for a picture; it keeps its proportions and is centred.
struct ImageLayer: Sendable, Equatable {
    let box: Box
    let field: String
}

extension LabelImage {
    /// As large as fits the box, in its middle.
    func placed(in box: DotBox) throws(LabelError) -> PlacedPicture {
        // Compared crosswise, in whole numbers: is the picture flatter than its box?
        let isFlat = width * box.height >= box.width * height
        let across = isFlat ? box.width : max(1, width * box.height / height)
        let down = isFlat ? max(1, height * box.width / width) : box.height
        return try PlacedPicture(
            coverage: scaled(width: across, height: down), width: across, height: down,
            x: box.x + (box.width - across) / 2, y: box.y + (box.height - down) / 2)
    }
}
