internal import Raster

/// Finds the QR codes in a picture file, PNG or JPEG by its first bytes, in reading order.
///
/// Finds codes turned by any angle, small ones beside large ones, and light ones on dark where there are no others.
/// Nothing found is an empty array. A JPEG cut short or otherwise flawed is an error only when no code is found in what
/// is left of it: a stamp proves itself, the picture around it need not be whole.
///
/// A photograph of 12 megapixels costs about a second, twice that when it has no code. Takes about 5 bytes a pixel, and
/// 8 for a JPEG stored progressively. May be called by any number of threads at once.
public func scanCodes(in file: [UInt8], limits: ScanLimits = ScanLimits()) throws(ScanError) -> [ScannedCode] {
    guard file.count <= limits.bytes else { throw .fileTooLarge(bytes: file.count, limit: limits.bytes) }
    let photograph = try Photograph(file, pixelLimit: limits.pixels)
    let codes = merge(try sightings(in: photograph.picture))
    if codes.isEmpty, let flaw = photograph.flaw { throw .damaged(flaw) }
    return codes
}

/// What a picture file may ask of us, checked before memory is taken for it.
public struct ScanLimits: Sendable, Equatable {
    /// Bytes of the file.
    public var bytes: Int
    /// Width × height.
    public var pixels: Int

    /// 32 MiB and 64 megapixels: five times what a phone takes by default.
    public init(bytes: Int = 32 << 20, pixels: Int = 64_000_000) {
        self.bytes = bytes
        self.pixels = pixels
    }

    /// Pixels along either side that zbar's 32-bit geometry in quarter pixels surely holds.
    static let longestSide = 16_384
}

/// Why a picture was not searched for codes.
public enum ScanError: Error, Equatable {
    /// The file has more bytes than the limit.
    case fileTooLarge(bytes: Int, limit: Int)
    /// Its first bytes are neither those of a PNG nor of a JPEG.
    case unknownFormat
    /// The file says that it has more pixels than the limit.
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// A side has more pixels than the scanner's arithmetic allows, whatever their number.
    case sideTooLong(width: Int, height: Int, limit: Int)
    /// Not whole or not well-formed, or of a kind that the decoder does not know; in the decoder's words.
    case damaged(String)
    /// There was no memory for it.
    case outOfMemory
}

/// Everything seen in a picture, some of it several times.
///
/// Half and quarter size are always looked at too, for a third of the time of the whole: noise and blur that hide large
/// codes are averaged away there, while small codes are seen at full size only.
private func sightings(in picture: GreyPicture) throws(ScanError) -> [Sighting] {
    var pyramid = [picture]
    while pyramid.count < 3, let half = pyramid.last.flatMap(halved) { pyramid.append(half) }
    let seen = try sightings(in: pyramid)
    return seen.isEmpty ? try sightings(in: pyramid.compactMap(inverted)) : seen
}

/// Everything seen in pictures of which each is half the size of the one before, in dots of the first.
private func sightings(in pyramid: [GreyPicture]) throws(ScanError) -> [Sighting] {
    var seen: [Sighting] = []
    for (level, picture) in pyramid.enumerated() {
        seen += try readCodes(in: picture).map { $0.scaled(by: 1 << level) }
    }
    return seen
}
