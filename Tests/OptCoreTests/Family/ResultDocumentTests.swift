import OptCore
import Testing

@Suite("Remarks of a result document")
struct ResultDocumentTests {
  private func remarks(_ json: String) throws -> [String] {
    let document = try JSONReader.read(SourceText(file: "r.json", text: json))
    return ResultDocument.remarks(in: document).map { "\($0.key) \($0.value)" }
  }

  @Test("A feasible result has method, status, bound and gap; an optimal one needs no bound")
  func stated() throws {
    let head = "{\"schema\": \"optsolve.result/1\", \"method\": \"ils\", "
    #expect(
      try remarks(
        head + "\"status\": \"feasible\", \"termination\": \"time_limit\", \"bound\": 97,"
          + " \"gap\": 0.03}")
        == ["method ils", "status feasible (time limit)", "bound 97", "gap 3.0 %"])
    #expect(
      try remarks(head + "\"status\": \"optimal\", \"bound\": 97, \"gap\": 0.0}")
        == ["method ils", "status optimal"])
    #expect(
      try remarks(head + "\"status\": \"feasible\", \"bound\": null, \"gap\": null}")
        == ["method ils", "status feasible"])
  }

  @Test("Another document says nothing")
  func other() throws {
    #expect(try remarks("{\"method\": \"ils\", \"status\": \"optimal\"}").isEmpty)
    #expect(try remarks("[1, 2]").isEmpty)
  }
}
