import ArgumentParser
import Logging

/// The command; one file a subcommand in `Commands/`.
@main
struct Temgoc: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "temgoc",
        abstract: "Tem gốc: phát hành, in và kiểm tra tem truy xuất nguồn gốc có chữ ký số.",
        discussion: """
            The stamp of origin: issues, draws and verifies signed traceability stamps.

            Các bước của một lô hàng / the steps of a lot:
              temgoc init --host TG.EXAMPLE --name "Tên đơn vị phát hành"
              temgoc import chuong-trinh.json
              temgoc issue --lot L-TQ-2609 --count 24
              temgoc label --batch B-000038 --out nhan
              temgoc verify HTTPS://TG.EXAMPLE/…

            Mã thoát / exit status: 0 được / yes; 1 mã không phải của đơn vị phát hành / not the issuer's;
            2 không được phép / not allowed; 3 chưa đủ dữ liệu / cannot decide; 64 sai cách dùng / usage;
            65–78 như sysexits.h, xem docs/errors.md.
            """,
        version: "0.1.0",
        // Each writes its name down: to make it out of the type's name costs a sixth of every start.
        subcommands: [
            Init.self, Import.self, Media.self, Lots.self, Check.self, Issue.self, Roll.self, Order.self,
            ListStamps.self,
            Label.self,
            Template.self,
            QR.self, Verify.self, Serve.self, Activate.self, VoidStampsCommand.self, RecallLotCommand.self, Mark.self,
            RecognitionCommand.self, CertificateCommand.self, ConfirmCommand.self, ProducerCommand.self,
            ZoneCommand.self, ProductCommand.self, CorrectionCommand.self,
            Book.self,
            Batches.self, Scans.self, Ledger.self, Key.self, Trust.self, Token.self, LogCommand.self,
            WitnessCommand.self,
            Audit.self,
            Fsck.self, Errors.self, IssuePlaqueCommand.self, Unit.self, CalendarCommand.self, ReportCommand.self,
            Inspect.self, CaseCommand.self, ClockCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            Logs.start(level: command is Serve ? .info : .warning)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            ErrorReport.exit(with: error)
        }
    }
}
