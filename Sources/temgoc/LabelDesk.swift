import Access
import ArgumentParser
import Issuance
import Keyring
import Labels
import Law
import Raster
import Records
import ProgrammeAPI
import Stamps
import Store
import Synchronization
import Time
import Verification
import Wording

/// Draws labels for the interface for programs, with the keys that were opened when the server started.
struct LabelDesk: LabelDrawing {
    let register: SQLiteRegister
    let log: HomeLog
    let designs: LabelDesignFolder
    let secrets: BatchSecretBox
    let signingKeys: [KeyID: StampSigningKey]

    func templates() throws -> [TemplateDescription] {
        try LabelResources.names().map { name in
            let template = try LabelResources.design(name).template
            return TemplateDescription(
                name: name, purpose: template.purpose.rawValue,
                widthMillimetres: Double(template.width.micrometres) / 1_000,
                heightMillimetres: Double(template.height.micrometres) / 1_000, resolutions: template.resolutions,
                texts: template.fields.filter { !$0.isPerLabel && $0.isText }.map(\.name))
        }
    }

    func preview(of template: String, dotsPerInch: Int) throws -> [UInt8] {
        try toldAsProblems {
            try design(template).samplePicture(dotsPerInch: dotsPerInch)
        }
    }

    func labels(
        _ request: LabelRequest, on today: CivilDate, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) throws -> @Sendable () throws -> [UInt8]? {
        try toldAsProblems {
            guard let thing = try register.thing(.batch, id: request.batch),
                let (facts, batch) = try register.batch(id: request.batch)
            else {
                throw Problem(
                    .batchUnknown, vi: "Sổ đăng ký không có đợt tem «\(request.batch)».",
                    en: "The register has no batch \"\(request.batch)\".")
            }
            try permit(thing.subject)
            // Nothing is sealed before the log says to everyone that it was allowed.
            try log.demandCovered()
            let numbers = try numbers(of: request, in: batch)
            let count = numbers.count
            let design = try design(request.template)
            try design.check(for: batch, in: register)
            let labels = Mutex(try drawnLabels(request, design, facts, batch, numbers))
            try register.permitReprint(of: batch, count, because: request.reprint, on: today, as: stamp)
            try designs.record(design, of: batch, in: register, on: today, as: stamp)
            if let order = batch.order, try register.order(order).status == .approved {
                _ = try register.change(order: order, as: stamp) { try $0.rendered() }
            }
            return { try toldAsProblems { try labels.withLock { try $0.next() } } }
        }
    }

    private func drawnLabels(
        _ request: LabelRequest, _ design: LabelResources.Design, _ facts: StampFacts, _ batch: Batch,
        _ numbers: PrintableNumbers
    ) throws -> sending DrawnLabels {
        let known = LabelContent(facts, batch).job(for: design.template)
        if let name = request.texts.keys.sorted().first(where: { known[$0] != nil }) {
            throw Problem(
                .usage, vi: "Trường «\(name)» do sổ đăng ký điền, không nhận từ yêu cầu.",
                en: "The field \"\(name)\" is filled from the register and not taken from a request.")
        }
        let content = LabelContent(facts, batch, texts: request.texts)
        let press = try LabelPress(
            design.template, dotsPerInch: request.dotsPerInch, fonts: LabelResources.fonts(),
            job: content.job(for: design.template), artwork: design.artwork)
        let output = try LabelOutputOptions.parse(["--format", request.format.rawValue])
        let format = try output.format(
            for: design, batch: batch, title: "\(batch.id) \(facts.product.name)")
        return DrawnLabels(
            run: try LabelStream(press, as: format), stamps: try stamps(of: batch, facts), numbers: numbers,
            copies: request.copies, fields: LabelContent.perLabelFields(of: design.template),
            hasPIN: batch.hasPIN)
    }

    /// Only a template by its name: a path would reach any folder of the machine.
    private func design(_ name: String) throws -> LabelResources.Design {
        let names = try LabelResources.names()
        guard names.contains(name) else {
            throw Problem(
                .templateUnknown, vi: "Không có mẫu nhãn «\(name.prefix(60))».",
                en: "There is no label template \"\(name.prefix(60))\".",
                hint: Bilingual(
                    vi: "Các mẫu: \(names.joined(separator: ", ")).",
                    en: "The templates are: \(names.joined(separator: ", "))."))
        }
        return try LabelResources.design(name)
    }

    private func stamps(of batch: Batch, _ facts: StampFacts) throws -> BatchStamps {
        let secret = try secrets.secret(of: batch.id, sealed: batch.sealedSecret)
        guard let key = signingKeys[batch.keyID],
            let run = StampSealer(host: facts.issuer.host, keyID: batch.keyID, signingKey: key)
                .run(of: batch, secret: secret)
        else {
            throw Problem(
                .labelNotDrawable,
                vi: "Khóa ký \(batch.keyID.rawValue) của đợt \(batch.id) không mở ở máy chủ này.",
                en: "Signing key \(batch.keyID.rawValue) of batch \(batch.id) is not open on this server.",
                hint: Bilingual(
                    vi: "Đơn vị phát hành có thể vẽ bằng lệnh temgoc label.",
                    en: "The issuer can draw them with temgoc label."))
        }
        return run
    }

    private func numbers(of request: LabelRequest, in batch: Batch) throws -> PrintableNumbers {
        let numbers = try register.printable(batch, from: request.from, to: request.to)
        guard request.copies == 1 || request.format != .zip else {
            throw Problem(
                .usage, vi: "Trong tệp ZIP mỗi nhãn là một tệp, nên copies phải là 1.",
                en: "In a ZIP each label is a file of its own, so copies must be 1.")
        }
        let drawn = numbers.count * request.copies
        guard drawn <= LabelRequest.largestCount else {
            throw Problem(
                .usage, vi: "Mỗi yêu cầu vẽ nhiều nhất \(LabelRequest.largestCount) nhãn; yêu cầu này là \(drawn).",
                en: "A request draws \(LabelRequest.largestCount) labels at most; this one asks for \(drawn).",
                hint: Bilingual(vi: "Chia nhỏ bằng from và to.", en: "Divide it with from and to."))
        }
        return numbers
    }
}

/// Labels of a batch, each drawn when its turn comes.
private struct DrawnLabels: ~Copyable {
    var run: LabelStream
    let stamps: BatchStamps
    var numbers: PrintableNumbers.Iterator
    let copies: Int
    let fields: Set<String>
    let hasPIN: Bool
    private var isOver = false

    /// As large as pays off for the network, unless one label alone is larger.
    private static let pieceOctets = 65_536

    init(
        run: consuming LabelStream, stamps: BatchStamps, numbers: PrintableNumbers, copies: Int, fields: Set<String>,
        hasPIN: Bool
    ) {
        self.run = run
        self.stamps = stamps
        self.numbers = numbers.makeIterator()
        self.copies = copies
        self.fields = fields
        self.hasPIN = hasPIN
    }

    /// The next octets; nil after the last.
    mutating func next() throws -> [UInt8]? {
        var piece: [UInt8] = []
        while !isOver, piece.count < Self.pieceOctets {
            if let number = numbers.next() {
                let serial = stamps.serial(number)
                let label = LabelContent.label(
                    serial: serial, stamp: try stamps.stamp(number), pin: hasPIN ? stamps.pin(number) : nil, for: fields
                )
                for _ in 0..<copies { piece += try run.label(label, name: serial.text) }
            } else if let rest = try run.end() {
                piece += rest
            } else {
                isOver = true
            }
        }
        return piece.isEmpty ? nil : piece
    }
}

/// Runs a piece of work whose errors programs may read.
private func toldAsProblems<Result: ~Copyable>(_ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch {
        throw ErrorReport.problems(from: error).map(Problems.init) ?? error
    }
}

extension LabelTemplate.Field {
    fileprivate var isText: Bool { if case .text = kind { true } else { false } }
}
