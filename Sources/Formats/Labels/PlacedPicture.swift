internal import Raster

/// A picture in black and white with its place on the label, in dots: what image slots and artwork come to.
struct PlacedPicture {
    let dots: Bitmap
    let x: Int
    let y: Int

    /// Blackens what is covered at least by half; `coverage` has a byte a dot in rows of `width`.
    init(coverage: [UInt8], width: Int, height: Int, x: Int, y: Int) throws(LabelError) {
        do throws(BitmapError) {
            var dots = try Bitmap(width: width, height: height)
            dots.draw(coverage: coverage.span, stride: width, width: width, height: height, x: 0, y: 0)
            self.dots = dots
        } catch {
            throw .page(error)
        }
        self.x = x
        self.y = y
    }
}

extension Bitmap {
    /// Draws a picture; its white dots leave the page as it is.
    mutating func draw(_ picture: PlacedPicture) {
        let dots = picture.dots
        for row in 0..<dots.height {
            var column = 0
            while column < dots.width {
                let start = column
                while column < dots.width, dots[x: column, y: row] { column += 1 }
                fill(x: picture.x + start, y: picture.y + row, width: column - start, height: 1)
                column += 1
            }
        }
    }
}
