internal import CTurboJPEG
internal import Raster

/// A picture file's dots, and what was wrong with the file that did not keep them from being read.
struct Photograph {
    let picture: GreyPicture
    let flaw: String?

    /// Tells PNG and JPEG apart by their signatures (W3C PNG §5.2; ITU-T T.81 B.1.1.3, SOI and the next marker).
    init(_ file: [UInt8], pixelLimit: Int) throws(ScanError) {
        if file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            do throws(PNGError) {
                picture = try GreyPicture(png: file, limit: pixelLimit)
            } catch {
                throw ScanError(error)
            }
            flaw = nil
        } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
            (picture, flaw) = try decodeJPEG(file, pixelLimit: pixelLimit)
        } else {
            throw .unknownFormat
        }
        guard max(picture.width, picture.height) <= ScanLimits.longestSide else {
            throw .sideTooLong(width: picture.width, height: picture.height, limit: ScanLimits.longestSide)
        }
    }
}

/// The luminance of a JPEG, and libjpeg's warning if it had one.
///
/// The one place that calls TurboJPEG, which holds libjpeg's `setjmp` itself and returns.
private func decodeJPEG(_ file: [UInt8], pixelLimit: Int) throws(ScanError) -> (GreyPicture, flaw: String?) {
    guard let decoder = tjInitDecompress() else { throw .outOfMemory }
    defer { tjDestroy(decoder) }
    var (width, height, sampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let header = file.withUnsafeBufferPointer {
        tjDecompressHeader3(decoder, $0.baseAddress, UInt($0.count), &width, &height, &sampling, &colours)
    }
    guard header == 0, width > 0, height > 0 else { throw .damaged(lastMessage(of: decoder)) }
    let (across, down) = (Int(width), Int(height))
    guard across * down <= pixelLimit else { throw .tooManyPixels(width: across, height: down, limit: pixelLimit) }

    var dots = [UInt8](repeating: 0xFF, count: across * down)
    let status = file.withUnsafeBufferPointer { source in
        dots.withUnsafeMutableBufferPointer {
            // A progressive file of few bytes may ask for thousands of scans.
            tjDecompress2(
                decoder, source.baseAddress, UInt(source.count), $0.baseAddress, width, width, height,
                Int32(TJPF_GRAY.rawValue), TJFLAG_LIMITSCANS)
        }
    }
    let flaw = status == 0 ? nil : lastMessage(of: decoder)
    if let flaw, tjGetErrorCode(decoder) != Int32(TJERR_WARNING.rawValue) { throw .damaged(flaw) }
    guard let picture = GreyPicture(width: across, height: down, dots: dots) else { throw .outOfMemory }
    return (picture, flaw)
}

/// What TurboJPEG says of its last failure.
private func lastMessage(of decoder: tjhandle) -> String {
    tjGetErrorStr2(decoder).map { String(cString: $0) } ?? ""
}

extension ScanError {
    init(_ error: PNGError) {
        switch error {
        case .tooLarge(let width, let height, let limit):
            self = .tooManyPixels(width: width, height: height, limit: limit)
        case .outOfMemory: self = .outOfMemory
        case .damaged(let message): self = .damaged(message)
        // The reader of any PNG throws no other.
        case .notGrey, .resolution, .compression, .text: self = .damaged("\(error)")
        }
    }
}
