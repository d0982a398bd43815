import Encodings
import HTTPTypes
import Testing
import Wording
@testable import HTTPServer

@Suite struct FailureTests {
    @Test func `an unexpected error is internal-error, and nothing of it leaves the server`() async throws {
        var options = FakeRegister.Options()
        options.isBroken = true
        let register = try FakeRegister(options)
        let client = try SiteClient(register)
        let reply = try await client.data(register.path())
        #expect(reply.status == 500)
        #expect(try reply.json["type"]?.string == "urn:temgoc:problem:internal-error")
        let page = try await client.page(register.path())
        #expect(page.status == 500)
        #expect(page.mediaType == "text/html; charset=utf-8")
        #expect(!(reply.body + page.body + client.log.text).contains("sqlite"))
        #expect(client.log.text.contains("Broken"), "the operator learns the kind of the error")
    }

    @Test func `a busy register is 503, to be tried again`() async throws {
        var options = FakeRegister.Options()
        options.problem = Problem(.registerBusy, vi: "Tệp /srv/x đang bận.", en: "The file /srv/x is busy.")
        let register = try FakeRegister(options)
        let reply = try await SiteClient(register).data(register.path())
        #expect(reply.status == 503)
        #expect(reply.headers[.retryAfter] == "2")
        #expect(!reply.body.contains("/srv"))
    }

    @Test func `a problem of the asker keeps its words, in the reader's language`() throws {
        let failure = Failure(
            Problem(
                .lotUnknown, vi: "Không có lô L-1.", en: "There is no lot L-1.",
                hint: Bilingual(vi: "Xem", en: "See")))
        #expect(failure.status == .notFound)
        #expect(
            failure.json(.en) == [
                "type": "urn:temgoc:problem:lot-unknown", "title": "There is no such lot", "status": 404,
                "detail": "There is no lot L-1.", "hint": "See",
            ])
        #expect(failure.json(.vi)["detail"]?.string == "Không có lô L-1.")
    }

    @Test func `of several problems each is told`() throws {
        let several = Problems([
            Problem(.dataInvalid, vi: "một", en: "one"), Problem(.dataInvalid, vi: "hai", en: "two"),
        ])
        let failure = Failure(several)
        #expect(failure.status.code == 422)
        #expect(failure.json(.en)["detail"]?.string == "one\ntwo")
    }

    @Test(arguments: ProblemCode.allCases)
    func `every code has a problem document with its status`(code: ProblemCode) {
        let json = Failure(Problem(code, vi: "v", en: "e")).json(.vi)
        #expect(json["type"]?.string == "urn:temgoc:problem:\(code.rawValue)")
        #expect(json["status"]?.integer == code.httpStatus)
        #expect(json["title"]?.string == code.title.vi)
    }

    @Test func `what was given already is 409`() {
        #expect(Failure(Problem(.alreadyGiven, vi: "v", en: "e")).status == .conflict)
    }

    @Test func `what a code inside the server says stays inside`() {
        for code in ProblemCode.allCases where code.httpStatus >= 500 {
            let text = Failure(Problem(code, vi: "bí mật", en: "secret")).json(.en).canonicalText
            #expect(!text.contains("secret"))
        }
    }
}
