internal import Raster

/// The picture at half its size, each dot the mean of four; nil when it would be too small for any code.
func halved(_ picture: GreyPicture) -> GreyPicture? {
    let width = picture.width / 2
    let height = picture.height / 2
    // The smallest symbol has 21 modules a side, and zbar wants two dots a module.
    guard min(width, height) >= 42 else { return nil }
    let dots = [UInt8](unsafeUninitializedCapacity: width * height) { half, count in
        let whole = picture.dots.span
        for y in 0..<height {
            let upper = 2 * y * picture.width
            let lower = upper + picture.width
            for x in 0..<width {
                let top = Int(whole[upper + 2 * x]) + Int(whole[upper + 2 * x + 1])
                let bottom = Int(whole[lower + 2 * x]) + Int(whole[lower + 2 * x + 1])
                half.initializeElement(at: y * width + x, to: UInt8((top + bottom + 2) / 4))
            }
        }
        count = width * height
    }
    return GreyPicture(width: width, height: height, dots: dots)
}

/// Light for dark.
func inverted(_ picture: GreyPicture) -> GreyPicture? {
    GreyPicture(width: picture.width, height: picture.height, dots: picture.dots.map { ~$0 })
}
