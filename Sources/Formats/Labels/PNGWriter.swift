internal import Raster

/// Labels as 1-bit PNGs.
final class PNGWriter: LabelWriter {
    private var encoder: PNG.Encoder

    init(_ press: borrowing LabelPress, _ texts: [PNG.Text]) throws(LabelError) {
        do throws(PNGError) {
            encoder = try PNG.Encoder(dotsPerInch: press.dotsPerInch, texts: texts, form: press.form)
        } catch {
            throw .png(error)
        }
    }

    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8] {
        let page = try press.page(of: drawing)
        do throws(PNGError) {
            return try encoder.encode(page)
        } catch {
            throw .png(error)
        }
    }
}

/// PNGs in a ZIP archive.
final class ZIPWriter: LabelWriter {
    private let images: PNGWriter
    private var archive = ZIPArchive()

    init(_ press: borrowing LabelPress, _ texts: [PNG.Text]) throws(LabelError) {
        images = try PNGWriter(press, texts)
    }

    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8] {
        guard 1...100 ~= name.utf8.count, name.utf8.allSatisfy(Self.isPlain), name.utf8.first != UInt8(ascii: ".")
        else { throw .fileName(name) }
        return archive.add(try images.label(drawing, name: name, press), name: name + ".png")
    }

    func end(_ press: borrowing LabelPress) -> [UInt8]? { archive.end() }

    private static func isPlain(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || [0x2D, 0x2E, 0x5F].contains(byte)
    }
}
