import EngineCP
import JobShopModel
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Reader of job shops")
struct JobShopReaderTests {
  private static func read(_ text: String) throws -> JobShop {
    try JobShop.read(SourceText(file: "shop", text: text))
  }

  private static let pairs = """
    # comments of JSPLIB
    2 3
    0 3 2 5 1 1
    1 4 0 2 2 6
    """

  private static let matrices = """
    2 3 840612802 398197754 22 11
    Times
    3 5 1
    4 2 6
    Machines
    1 3 2
    2 1 3
    """

  @Test("JSPLIB's layout and Taillard's say the same")
  func layouts() throws {
    let shop = try Self.read(Self.pairs)
    #expect(shop.machines == 3)
    #expect(shop.jobs.map { $0.map(\.machine) } == [[0, 2, 1], [1, 0, 2]])
    #expect(shop.jobs.map { $0.map(\.duration) } == [[3, 5, 1], [4, 2, 6]])
    #expect(try Self.read(Self.matrices) == shop)
    let result = try CPEngine().solve(shop.model())
    // Job 1 takes 12; machine 2 is busy from 6 to 12 with it and from 3 to 8 with job 0, so one of them waits:
    // job 0 first: 8 + 6 = 14; job 1 first: 12 + 5 + 1 = 18.
    #expect(result.termination == .optimal && result.objective == 14)
  }

  @Test(
    "faults have their place",
    arguments: [
      ("", "shop:1:1"), ("2 x\n", "shop:1:3"), ("1 2\n0 3 2 5\n", "machine 2"),
      ("1 2\n0 3 1\n", "the end"), ("1 1\n0 -3\n", "shop:2:3"),
      ("900 900\n0 1\n", "no more operations"), ("1 1\nTimes\n3\n", "Machines"),
      ("1 1\nTimes\n3\nMachines\n2\n", "shop:5:1"), ("1 1\n0 99999999999999999999\n", "shop:2:3"),
    ])
  func faults(text: String, expected: String) {
    do {
      _ = try Self.read(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect("\(error)".contains(expected), "\(error)")
    }
  }

  @Test(
    "Reference instances have their known optimum",
    .enabled(if: SharedData.file("benchmarks/fjsp/jsp/ft06.jsp") != nil),
    arguments: [("ft06", 55.0), ("la01", 666), ("la16", 945)])
  func reference(name: String, optimum: Double) throws {
    let path = try #require(SharedData.file("benchmarks/fjsp/jsp/\(name).jsp"))
    let result = try CPEngine().solve(JobShop.read(SourceText.read(path: path)).model())
    #expect(result.termination == .optimal && result.objective == optimum)
  }
}
