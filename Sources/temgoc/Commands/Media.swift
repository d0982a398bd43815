import Registrar
import ArgumentParser
import Crypto
import Encodings
import Files
import Inspection
import Pictures
import Records
import ScanPages
import Wording

/// The pictures of products.
struct Media: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media",
        abstract: "Ảnh sản phẩm trên trang tra cứu / pictures of products.", subcommands: [MediaAdd.self])
}

/// Takes pictures into the home, each under the SHA-256 of its file.
struct MediaAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Thêm ảnh JPEG, PNG hoặc WebP / add pictures.",
        discussion: """
            Thêm tất cả hoặc không thêm gì. In ra "images" để ghi vào bản ghi sản phẩm; ảnh chỉ hiện khi sản phẩm khai báo nó.
            Ảnh không được mang Exif, XMP, IPTC hay ghi chú (nơi chụp, máy chụp); tệp không bị sửa, vì mã băm là tên của nó.
            All or nothing. Prints "images" for the product's record; only what a product declares is shown. A picture with
            metadata (where it was taken, by what) is refused: the file is not altered, as its digest is its name.
              temgoc media add examples/ocop/media/che-shan-tuyet.png

            Với --certificate: một tệp PDF hoặc ảnh, tối đa 5 MiB, chỉ người kiểm tra xem được; sổ cái ghi mã băm.
            With --certificate: one PDF or picture of 5 MiB at most, for inspectors alone; the ledger has its digest.
              temgoc media add --certificate C-TQ-1 vietgap.pdf
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(
        help: ArgumentHelp(
            "Tệp của giấy chứng nhận này / the file is that of this certificate.", valueName: "id"))
    var certificate: String?

    @Argument(help: ArgumentHelp("Tệp ảnh / the files.", valueName: "file"))
    var files: [String]

    func validate() throws {
        guard certificate == nil || files.count == 1 else {
            throw ValidationError("--certificate cần đúng một tệp / takes one file")
        }
    }

    func run() async throws {
        if let certificate, let file = files.first { return try await add(file, of: certificate) }
        let home = Home(path: home.home)
        _ = try await home.registrar()
        let pictures = try files.map(ProductPicture.init(path:))
        if !Folder.exists(home.mediaPath) { try Folder.create(home.mediaPath) }
        for picture in pictures {
            try WholeFile.write(picture.bytes, to: "\(home.mediaPath)/\(picture.sha256)")
        }
        if answer.json {
            Console.answer(["images": .array(pictures.map(\.json))])
        } else {
            for picture in pictures {
                Console.answer(picture.json)
            }
        }
    }
}

extension MediaAdd {
    /// Keeps the file of a certificate beside the evidence, and names it in the certificate's record.
    private func add(_ file: String, of id: String) async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        guard let known = try await registrar.record(Certificate.self, id: id, for: self.home.principal) else {
            throw Problem(
                .recordUnknown, vi: "Sổ đăng ký không có giấy chứng nhận «\(id)».",
                en: "The register has no certificate \"\(id)\".",
                hint: Bilingual(
                    vi: "Nhập giấy chứng nhận trước: temgoc import.", en: "Import the certificate first: temgoc import."
                ))
        }
        let handedIn = try HandedIn(WholeFile.read(file, limit: EvidenceItem.largest))
        try await registrar.keep(handedIn, in: home.evidence)
        let kept = CertificateFile(sha256: handedIn.item.sha256, mediaType: handedIn.item.mediaType)
        _ = try await registrar.perform(
            PutRecord(known.with(file: kept)), by: self.home.author(of: registrar))
        Console.answer(["certificate": .string(id), "file": kept.json])
    }
}

/// A picture that a page may show.
private struct ProductPicture {
    /// A phone on a slow network loads it in seconds.
    static let largestFile = 300_000
    static let sides = 64...2_048

    let bytes: [UInt8]
    let sha256: String
    let header: PictureHeader

    /// - Throws: `Problem` `dataInvalid` where it is no such picture; `FileError`.
    init(path: String) throws {
        bytes = try WholeFile.read(path, limit: 16 << 20)
        guard bytes.count <= Self.largestFile else {
            throw Self.problem(
                path, vi: "có \(bytes.count) byte; tối đa \(Self.largestFile)",
                en: "has \(bytes.count) bytes; the limit is \(Self.largestFile)")
        }
        guard let header = PictureHeader(reading: bytes) else {
            throw Self.problem(
                path, vi: "không phải một tệp JPEG, PNG hoặc WebP nguyên vẹn", en: "is no whole JPEG, PNG or WebP file")
        }
        let size = "\(header.width) × \(header.height)"
        guard Self.sides ~= header.width, Self.sides ~= header.height else {
            let limits = "\(Self.sides.lowerBound)–\(Self.sides.upperBound)"
            throw Self.problem(
                path, vi: "có \(size) điểm ảnh; mỗi cạnh cần \(limits)",
                en: "has \(size) dots; each side should have \(limits)")
        }
        guard !header.hasMetadata else {
            throw Self.problem(
                path, vi: "mang thông tin kèm theo (Exif, XMP, IPTC hoặc ghi chú), có thể cho biết nơi chụp",
                en: "carries metadata (Exif, XMP, IPTC or a comment), which may tell where it was taken")
        }
        self.header = header
        sha256 = hexadecimal(SHA256.hash(data: bytes))
    }

    /// As a product's record names it.
    var json: JSONValue {
        ["sha256": .string(sha256), "mediaType": .string(header.format.mediaType)]
    }

    private static func problem(_ path: String, vi: String, en: String) -> Problem {
        Problem(
            .dataInvalid, vi: "Ảnh \(path) \(vi).", en: "The picture \(path) \(en).",
            hint: Bilingual(
                vi: "Không có ảnh nào được thêm. Lưu lại ảnh không kèm thông tin, dưới 300 kB, rồi chạy lại.",
                en: "No picture was added. Save it again without metadata, below 300 kB, and run the command again."))
    }
}

extension Home {
    /// The pictures that `temgoc media add` took in.
    var productPictures: ProductPictures {
        let folder = mediaPath
        return ProductPictures { try? WholeFile.read("\(folder)/\($0)", limit: ProductPicture.largestFile) }
    }
}
