import OptCore
import Testing

@Suite("what decides between solutions of equal objective")
struct RefinementTests {
  /// A problem whose solutions state what they are worth.
  private struct Pairs: ProblemInstance {
    struct Solution: ProblemSolution {
      typealias Instance = Pairs
      let value: Int
      let length: Int
      let width: Int

      func violations(in instance: Pairs) -> [String] { [] }
      func objective(in instance: Pairs) -> ObjectiveValue { .integer(value) }
      func refinements(in instance: Pairs) -> [Int] { [length, width] }
    }

    var name: String { "pairs" }
    var digest: InstanceDigest { InstanceDigest(of: []) }
  }

  private func offer(
    _ value: Int, _ length: Int, _ width: Int, to session: SolveSession<Pairs>
  ) throws -> Bool {
    try session.offer(.init(value: value, length: length, width: width), from: "test")
  }

  @Test("the first that differs decides, and only among solutions of the same objective")
  func order() throws {
    let session = SolveSession(Pairs(), sense: .minimize)
    #expect(try offer(5, 9, 9, to: session))
    #expect(try !offer(6, 1, 1, to: session))
    #expect(try offer(5, 8, 20, to: session))
    #expect(try !offer(5, 8, 20, to: session))
    #expect(try offer(5, 8, 19, to: session))
    #expect(try offer(4, 99, 99, to: session))
    #expect(session.incumbent?.refinements == [99, 99])
    // The trajectory is one of objectives.
    #expect(
      try session.finish(.completed).trajectory.compactMap(\.objective) == [
        .integer(5), .integer(4),
      ])
  }

  @Test("a run is proved when the bounds of all of them are met")
  func proof() throws {
    let session = SolveSession(Pairs(), sense: .minimize)
    #expect(try offer(5, 9, 3, to: session))
    session.raise(bound: .integer(5), from: "test")
    #expect(session.stopReason == nil)
    #expect(try session.finish(.proved).status == .optimal)
    #expect(try session.finish(.proved).termination == .completed)
    #expect(try session.finish(.timeLimit).termination == .timeLimit)
    session.raise(refinementBound: 8, at: 0, for: .integer(5), from: "test")
    session.raise(refinementBound: 3, at: 1, for: .integer(5), from: "test")
    #expect(session.stopReason == nil)
    // What was proven for a length of 8 says nothing about one of 9.
    session.raise(refinementBound: 9, at: 0, for: .integer(5), from: "test")
    #expect(try session.finish(.completed).refinementBounds == [9, nil])
    session.raise(refinementBound: 3, at: 1, for: .integer(5), from: "test")
    #expect(session.stopReason == .proved)
    #expect(try session.finish(.completed).termination == .proved)
  }

  @Test("a bound that passes the incumbent is a fault, as one of the objective is")
  func passed() throws {
    let session = SolveSession(Pairs(), sense: .minimize)
    #expect(try offer(5, 9, 3, to: session))
    session.raise(bound: .integer(5), from: "test")
    session.raise(refinementBound: 9, at: 0, for: .integer(5), from: "test")
    session.raise(refinementBound: 4, at: 1, for: .integer(5), from: "test")
    #expect(throws: SolveError.self) { try session.finish(.proved) }
  }

  @Test("bounds for another objective do not count")
  func others() throws {
    let session = SolveSession(Pairs(), sense: .minimize)
    #expect(try offer(5, 9, 3, to: session))
    session.raise(refinementBound: 9, at: 0, for: .integer(6), from: "test")
    #expect(try session.finish(.completed).refinementBounds == [nil, nil])
    session.raise(refinementBound: 7, at: 0, for: .integer(5), from: "test")
    #expect(try session.finish(.completed).refinementBounds == [7, nil])
    #expect(try offer(4, 9, 3, to: session))
    #expect(try session.finish(.completed).refinementBounds == [nil, nil])
  }
}
