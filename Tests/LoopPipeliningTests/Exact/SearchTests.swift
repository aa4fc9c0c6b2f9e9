import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("search for initiation intervals")
struct SearchTests {
  private let family = LoopPipeliningFamily()

  @Test("the paper's running example has interval 2 and length 4")
  func example() throws {
    let machine = LoopMachine(units: [
      .init(name: "TC", capacity: 1), .init(name: "EXP", capacity: 1),
    ])
    func operation(_ id: String, on unit: Int) -> LoopOperation {
      LoopOperation(id: id, uses: [.init(unit: unit, from: 0, to: 1)])
    }
    let instance = try LoopInstance(
      name: "attention", machine: machine,
      operations: [operation("S", on: 0), operation("P", on: 1), operation("O", on: 0)],
      edges: [
        LoopEdge(from: 0, to: 1, delay: 1), LoopEdge(from: 1, to: 2, delay: 1),
        LoopEdge(from: 2, to: 2, delay: 1, distance: 1),
      ])
    let result = try family.solve(instance, method: "search")
    #expect(result.status == .optimal)
    #expect(result.incumbent?.objective == .integer(2))
    #expect(result.incumbent?.refinements == [4])
    #expect(result.refinementBounds == [4])
  }
}
