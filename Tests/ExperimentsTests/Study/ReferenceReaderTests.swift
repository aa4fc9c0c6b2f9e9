import Experiments
import OptCore
import TestSupport
import Testing

@Suite("ReferenceReader")
struct ReferenceReaderTests {
  static func read(
    _ text: String, _ sense: ObjectiveSense = .minimize
  ) throws -> [String: ReferenceValue] {
    try ReferenceReader.read(SourceText(file: "r.csv", text: text), sense: sense)
  }

  @Test("columns are known by name, in any order; comments, blank lines and quotes are read")
  func columns() throws {
    let values = try Self.read(
      """
      # best known values
      Source , upper, instance,lower

      "A, ""B"" (2020)", 12 ,a.txt,10
      # nothing is known about b
      ,,b,
      ,-,c,3.5\r
      """)
    #expect(values.count == 2)
    #expect(
      values["a.txt"]
        == ReferenceValue(
          instance: "a.txt", lower: .integer(10), upper: .integer(12), source: #"A, "B" (2020)"#))
    #expect(values["c"] == ReferenceValue(instance: "c", lower: .real(3.5)))
  }

  @Test("an optimum is both sides, as a column or as a status")
  func optimal() throws {
    #expect(try Self.read("file,n,optimal,proof\nx,5,7,exact\n")["x"]?.isOptimal == true)
    let rows = try Self.read("name,best,status\na,5,optimal\nb,5,open\n")
    #expect(rows["a"]?.isOptimal == true)
    #expect(rows["b"] == ReferenceValue(instance: "b", upper: .integer(5)))
  }

  @Test("of several rows the tightest side counts; contradictions are refused")
  func rows() throws {
    let text = "instance,lb,ub,source\na,3,9,x\na,5,,y\na,,8,z\na,4,10,w\n"
    #expect(
      try Self.read(text)["a"]
        == ReferenceValue(
          instance: "a", lower: .integer(5), upper: .integer(8), source: "z"))
    #expect(
      try Self.read("instance,lb,ub\na,9,3\na,8,4\n", .maximize)["a"]
        == ReferenceValue(instance: "a", lower: .integer(8), upper: .integer(4)))
    #expect(throws: InstanceError.self) { try Self.read("instance,lb,ub\na,9,3\n") }
    #expect(throws: InstanceError.self) { try Self.read("instance,lb,ub\na,3,9\n", .maximize) }
  }

  @Test(
    "broken files are refused with the place",
    arguments: [
      ("", "1:1: found no row, expected a header such as 'instance,lower,upper'"),
      ("a,b\n", "1:1: found no column 'instance', expected one of instance name file design"),
      ("instance,n\n", "1:1: found no column with a value, expected one of "),
      ("name,value\nx\n", "2:1: found 1 fields, expected 2, as in the header"),
      ("name,value\nx,1,2\n", "2:1: found 3 fields, expected 2, as in the header"),
      ("name,value\nx, 1e\n", "2:4: found '1e', expected a number, or nothing"),
      ("name,value\nx,nan\n", "2:3: found 'nan', expected a number, or nothing"),
      ("name,value\n,1\n", "2:1: found nothing, expected an instance"),
      ("name,value\n\"x,1\n", "2:1: found a quote without an end, expected a closing quote"),
      ("name,value\n\"x\"y,1\n", "2:4: found text behind a quote, expected a comma or the end"),
      ("name,lb,ub\nx,2,1\n", "2:1: found bound 2 beyond the objective 1 of 'x', expected values"),
    ])
  func broken(text: String, message: String) {
    do {
      _ = try Self.read(text)
      Issue.record("accepted")
    } catch {
      #expect("\(error)".hasPrefix("r.csv:" + message), "\(error)")
    }
  }

  @Test(
    "the tables of the reference data are read",
    arguments: [
      ("smtt/gen/optimal.csv", 180), ("fjsp/bks.csv", 300),
      ("blocking-job-shop/best_known.csv", 100),
      ("dag-scheduling/reference.csv", 30), ("dag-scheduling/reference_related.csv", 4),
    ])
  func shared(file: String, least: Int) throws {
    guard let path = SharedData.file("benchmarks/" + file) else { return }
    let values = try ReferenceReader.read(try SourceText.read(path: path), sense: .minimize)
    #expect(values.count >= least, "\(values.count)")
    #expect(values.values.allSatisfy { $0.upper != nil || $0.lower != nil })
  }
}
