import Files
import Labels
import Raster
import Records
import Store
import Time

/// Pictures of the designs that labels were drawn with: one file each, named after the design's digest.
struct LabelDesignFolder {
    let path: String

    /// A label of everyday size at this resolution.
    private static let dotsPerInch = 203
    private static let largest = 4 << 20

    init(home: String) { path = "\(home)/label-designs" }

    /// Records that labels of a batch are drawn with a design, and keeps the design's picture.
    func record(
        _ design: LabelResources.Design, of batch: Batch, in register: SQLiteRegister, on today: CivilDate,
        as stamp: EntryStamp
    ) throws {
        try register.record(
            LabelDesign(batch: batch.id, template: design.template.name, sha256: design.digest, on: today), as: stamp)
        let file = "\(path)/\(design.digest)"
        if Folder.exists(file) { return }
        // A template that draws this job but not its own sample has no picture; its digest is recorded all the same.
        guard let picture = try? design.samplePicture(dotsPerInch: Self.dotsPerInch) else { return }
        try Folder.create(path)
        try WholeFile.write(picture, to: file)
    }

    /// The picture of a design, as PNG; nil where there is none.
    func picture(_ sha256: String) -> [UInt8]? { try? WholeFile.read("\(path)/\(sha256)", limit: Self.largest) }

    func has(_ sha256: String) -> Bool { Folder.exists("\(path)/\(sha256)") }
}

extension LabelResources.Design {
    /// The template with its sample values, as PNG.
    func samplePicture(dotsPerInch: Int) throws -> [UInt8] {
        let press = try LabelPress(
            template, dotsPerInch: dotsPerInch, fonts: LabelResources.fonts(), job: template.sampleJob,
            artwork: artwork)
        return try PNG.encode(press.page(for: template.sampleLabel), dotsPerInch: dotsPerInch)
    }
}
