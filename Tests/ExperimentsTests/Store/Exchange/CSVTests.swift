import Experiments
import OptCore
import TestSupport
import Testing

@Suite("Runs as CSV")
struct CSVTests {
  @Test("All columns together lose nothing", arguments: 1...10)
  func roundTrip(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let records = source.records(50)
    let text = StoreContent(runs: records).csv(columns: ResultColumn.all)
    let content = try StoreContent.readCSV(
      SourceText(file: "a.csv", bytes: text), verifyingKeys: false)
    #expect(bytes(content.runs) == bytes(records))
    #expect(content.runs.map(\.key) == records.map(\.key))
  }

  @Test("The standard columns lose trajectory and document alone; columns may stand in any order")
  func standard() throws {
    var source = RandomRecord(seed: 3)
    var records = source.records(50)
    let columns = Array(ResultColumn.standard.reversed())
    let text = StoreContent(runs: records).csv(columns: columns)
    let content = try StoreContent.readCSV(
      SourceText(file: "a.csv", bytes: text), verifyingKeys: false)
    for index in records.indices {
      records[index].trajectory = []
      records[index].document = nil
    }
    #expect(bytes(content.runs) == bytes(records))
  }

  @Test(
    "Fields are quoted as RFC 4180 says; no value and empty text differ; integers stay integers")
  func format() throws {
    var record = plainRecord("k", instance: "a,b")
    record.specification.instance.pick = ""
    record.objective = .real(12)
    record.ending = .exited(65, message: "say \"no\"\nplease")
    let columns = try ResultColumn.named(
      "instance,pick,engine,objective,bound,time_limit,message,gap,parameters")
    let text = String(decoding: StoreContent(runs: [record]).csv(columns: columns), as: UTF8.self)
    // gap = |12 - 9| / 12
    #expect(
      text == """
        instance,pick,engine,objective,bound,time_limit,message,gap,parameters
        "a,b","",,12.0,9,10.0,"say ""no""
        please",0.25,[]

        """)
  }

  @Test("Two carryings-out of the same runs agree in the deterministic columns, and in no more")
  func deterministic() throws {
    let first = plainRecord("k")
    var second = first
    second.time = 1
    second.usage = ProcessUsage(wall: 2, cpu: 3, peakMemory: 4)
    second.started = 5
    second.machine = Machine(host: "x", processor: "y", cores: 1, memory: 1, system: "z")
    second.trajectory = []
    second.document = "{\"time\":1}"
    for column in ResultColumn.all {
      let texts = [first, second].map { StoreContent(runs: [$0]).csv(columns: [column]) }
      #expect((texts[0] == texts[1]) == column.isDeterministic, "\(column.name)")
    }
    let names = ResultColumn.deterministic.map(\.name)
    #expect(names.contains("objective") && names.contains("bound") && names.contains("message"))
  }

  @Test("Sets of columns have names, and a wrong name gets the nearest one")
  func names() throws {
    #expect(try ResultColumn.named("all").count == ResultColumn.all.count)
    #expect(Set(ResultColumn.all.map(\.name)).count == ResultColumn.all.count)
    #expect(throws: SolveError.badRequest("unknown column 'objectiv'; did you mean 'objective'?")) {
      try ResultColumn.named("key,objectiv")
    }
  }

  @Test("The first mistake is named with its place")
  func mistakes() throws {
    let text = String(
      decoding: StoreContent(runs: [plainRecord("k1"), plainRecord("k2")]).csv(), as: UTF8.self)
    let cases: [(String, String, String)] = [
      (
        "smtt,six", "smtt,\"six\"x",
        "a.csv:2:14: found text after a closing quote, expected a comma or the end of the line"
      ),
      (
        "smtt,six", "smtt,s\"ix",
        "a.csv:2:10: found '\"', expected no quote inside a field that does not begin with one"
      ),
      (
        "k2,smtt", "k1,smtt",
        "a.csv:3:1: column 'key': found a second row of the same run, expected each run once"
      ),
      (
        "k2,smtt,", "k2,,",
        "a.csv:3:4: column 'family': found nothing, expected a text; an empty one is written \"\""
      ),
      (",6,,mdd", ",six,,mdd", "a.csv:2:35: column 'size': found 'six', expected an integer"),
      (
        ",feasible", ",fine",
        "a.csv:2:85: column 'status': found 'fine', expected one of optimal feasible infeasible unbounded unknown"
      ),
      ("k2,", "k2,,", "a.csv:3:1: found 43 fields, expected 42, one for each column"),
      ("key,", "kee,", "a.csv:1:1: unknown column 'kee'; did you mean 'key'?"),
      (
        "key,family", "key,key", "a.csv:1:5: found a second column 'key', expected each column once"
      ),
      (
        "exited,0", "exited,",
        "a.csv:2:82: column 'ending_code': found nothing that fits, expected the status or signal of 'exited'"
      ),
      (
        "completed,12,", "completed,inf,",
        "a.csv:2:104: column 'objective': found 'inf', expected a number"
      ),
    ]
    for (from, to, expected) in cases {
      let broken = replaceFirst(text, from, to)
      #expect(broken != text)
      #expect(message(broken) == expected)
    }
    #expect(message("") == "a.csv:1:1: found no row, expected a row of column names")
    #expect(
      message("key\nk\n")
        == "a.csv:1:1: found no column 'family', expected every column of an export with --columns standard"
    )
    #expect(
      message("key,\"a\nb")
        == "a.csv:1:5: found a quote that is never closed, expected a closing quote")
  }

  @Test("A table from before digests of warm starts and senses were kept is read")
  func older() throws {
    let columns = ResultColumn.standard.filter {
      !["warm_start_digest", "sense"].contains($0.name)
    }
    let text = StoreContent(runs: [plainRecord("k")]).csv(columns: columns)
    let content = try StoreContent.readCSV(
      SourceText(file: "a.csv", bytes: text), verifyingKeys: false)
    #expect(content.runs.map(\.key) == ["k"])
    #expect(content.runs[0].specification.method.warmStartDigest == nil)
    #expect(content.runs[0].specification.instance.sense == nil)
  }

  @Test(
    "Keys that do not belong to their runs are refused at their place; what cannot be told is not")
  func keys() throws {
    var source = RandomRecord(seed: 6)
    var records = source.records(30)
    for index in records.indices {
      records[index].key = records[index].specification.key(version: records[index].version)
    }
    func csv(_ records: [RunRecord]) -> SourceText {
      SourceText(
        file: "a.csv", bytes: StoreContent(runs: records).csv(columns: ResultColumn.all))
    }
    func lines(_ records: [RunRecord]) -> SourceText {
      SourceText(file: "a.jsonl", bytes: StoreContent(runs: records).jsonLines())
    }
    #expect(bytes(try StoreContent.readCSV(csv(records)).runs) == bytes(records))
    #expect(bytes(try StoreContent.readJSONLines(lines(records)).runs) == bytes(records))
    let (first, second) = (records[0].key, records[1].key)
    records.swapAt(0, 1)
    (records[0].key, records[1].key) = (first, second)
    let words = ": instance, method, seed, limits and version give it"
    func error(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch { return "\(error)" }
    }
    #expect(
      error { _ = try StoreContent.readCSV(csv(records)) }
        == "a.csv:2:1: column 'key': found '\(first)', expected \(second)" + words)
    #expect(
      error { _ = try StoreContent.readJSONLines(lines(records)) }
        == "a.jsonl:2:8: found '\(first)', expected \(second)" + words)
    // What a file held that was not digested is unknown, and the key with it.
    var old = plainRecord("anything")
    old.specification.method.warmStart = "./start.json"
    #expect(try StoreContent.readCSV(csv([old])).runs.map(\.key) == ["anything"])
    old.specification.method.warmStartDigest = "sha256:01"
    #expect(error { _ = try StoreContent.readCSV(csv([old])) } != nil)
  }

  @Test("No text makes the reader trap, and what it accepts it writes back", arguments: 1...4)
  func fuzz(seed: UInt64) throws {
    var source = RandomRecord(seed: seed)
    let valid = StoreContent(runs: source.records(3)).csv(columns: ResultColumn.all)
    var accepted = 0
    for _ in 0..<1500 {
      let text = Mutation.apply(valid, pieces: ["\"", ",", "\r\n", "[]", "1e999"], &source.random)
      guard
        let content = try? StoreContent.readCSV(
          SourceText(file: "a.csv", bytes: text), verifyingKeys: false)
      else {
        continue
      }
      accepted += 1
      let again = try StoreContent.readCSV(
        SourceText(file: "a.csv", bytes: content.csv(columns: ResultColumn.all)),
        verifyingKeys: false)
      #expect(bytes(again.runs) == bytes(content.runs))
    }
    #expect(accepted > 50 && accepted < 1450)
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try StoreContent.readCSV(SourceText(file: "a.csv", text: text), verifyingKeys: false)
      return nil
    } catch {
      return error.description
    }
  }
}

/// `text` with the first occurrence of a part replaced.
func replaceFirst(_ text: String, _ part: String, _ replacement: String) -> String {
  guard let range = text.firstRange(of: part) else { return text }
  return text.replacingCharacters(in: range, with: replacement)
}
