import Foundation
import OptCore
import Synchronization
import Testing

/// Pick a number; it is feasible when it is a multiple of 3, and it costs itself.
private struct Toy: ProblemInstance {
  var name: String { "toy" }
  var digest: InstanceDigest { InstanceDigest(of: []) }

  struct Solution: ProblemSolution {
    let value: Int
    func violations(in instance: Toy) -> [String] {
      value % 3 == 0 ? [] : ["\(value) is no multiple of 3"]
    }
    func objective(in instance: Toy) -> ObjectiveValue { .integer(value) }
  }
}

@Suite("A session re-checks what a method offers")
struct SolveSessionTests {
  private func session(
    _ sense: ObjectiveSense = .minimize, _ limits: SolveLimits = SolveLimits()
  ) -> SolveSession<Toy> {
    SolveSession(Toy(), sense: sense, limits: limits)
  }

  @Test("An incorrect solution is refused, and the run cannot end well any more")
  func incorrect() throws {
    let session = session()
    let expected = SolveError.incorrectSolution(method: "m", violations: ["4 is no multiple of 3"])
    try session.offer(.init(value: 9), from: "m")
    #expect(throws: expected) { try session.offer(.init(value: 4), from: "m") }
    #expect(session.incumbent?.objective == .integer(9))
    #expect(throws: expected) { try session.finish(.completed) }
  }

  @Test(
    "Incumbents and bounds only ever improve",
    arguments: [ObjectiveSense.minimize, .maximize])
  func monotone(sense: ObjectiveSense) throws {
    let session = session(sense)
    let sign = sense == .minimize ? 1 : -1
    for value in [30, 33, 30, 12, 15] {
      try session.offer(.init(value: sign * value), from: "m")
    }
    for bound in [1, 0, 5, 5, 4] { session.raise(bound: .integer(sign * bound), from: "m") }
    let result = try session.finish(.completed)
    #expect(result.trajectory.compactMap { $0.objective?.asInteger } == [30, 12].map { sign * $0 })
    #expect(result.trajectory.compactMap { $0.bound?.asInteger } == [1, 5].map { sign * $0 })
    #expect(result.status == .feasible)
    #expect(result.termination == .completed)
    // |12 - 5| / 12
    #expect(result.gap == 7.0 / 12.0)
    #expect(zip(result.trajectory, result.trajectory.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test("A bound that is no number is a fault of the method, an infinite one says nothing")
  func boundThatIsNoNumber() throws {
    for value in [Double.infinity, -.infinity] {
      let session = session()
      try session.offer(.init(value: 9), from: "m")
      session.raise(bound: .real(value), from: "m")
      let result = try session.finish(.completed)
      #expect(result.bound == nil && result.status == .feasible && result.trajectory.count == 1)
    }
    let session = session()
    session.raise(bound: .real(.nan), from: "m")
    session.raise(bound: .integer(3), from: "m")
    #expect(session.bound == .integer(3))
    #expect(throws: SolveError.internalError("m states a bound of NaN")) {
      try session.finish(.completed)
    }
  }

  @Test("A bound that meets the incumbent makes it optimal, whatever the method says")
  func optimal() throws {
    let session = session()
    try session.offer(.init(value: 6), from: "m")
    #expect(session.stopReason == nil)
    session.raise(bound: .integer(6), from: "m")
    #expect(session.stopReason == .proved)
    let result = try session.finish(.timeLimit)
    #expect(result.status == .optimal)
    #expect(result.termination == .proved)
    #expect(result.gap == 0)
  }

  @Test("A claim of a proof without a bound is no proof")
  func unprovenClaim() throws {
    let session = session()
    try session.offer(.init(value: 6), from: "m")
    session.raise(bound: .integer(5), from: "m")
    let result = try session.finish(.proved)
    #expect(result.status == .feasible)
    #expect(result.termination == .completed)
  }

  @Test("A bound that passes the incumbent is an internal error")
  func passing() throws {
    let session = session()
    try session.offer(.init(value: 6), from: "m")
    session.raise(bound: .integer(7), from: "m")
    #expect(throws: SolveError.self) { try session.finish(.proved) }
  }

  @Test("What is proven under a restriction is never called optimal and carries no bound")
  func restriction() throws {
    let session = session()
    session.raise(bound: .integer(2), from: "m")
    session.restrict(to: "same-machine")
    try session.offer(.init(value: 6), from: "m")
    session.raise(bound: .integer(6), from: "m")
    session.proveOptimal(from: "m")
    #expect(session.stopReason == nil)
    let result = try session.finish(.completed)
    #expect(result.status == .feasible)
    #expect(result.bound == nil)
    #expect(result.trajectory.allSatisfy { $0.bound == nil })
    #expect(result.statistics == [JSONValue.Member("restriction", .string("same-machine"))])
  }

  @Test("Proven infeasibility counts only without a solution")
  func infeasible() throws {
    let empty = session()
    empty.prove(.infeasible)
    let result = try empty.finish(.completed)
    #expect(result.status == .infeasible)
    #expect(result.termination == .proved)
    #expect(result.gap == nil)
    let unknown = try session().finish(.timeLimit)
    #expect(unknown.status == .unknown)
    #expect(unknown.termination == .timeLimit)
  }

  @Test("Target, gap, time and cancellation stop a run")
  func stops() throws {
    let target = session(.minimize, SolveLimits(target: .integer(9)))
    try target.offer(.init(value: 12), from: "m")
    #expect(target.stopReason == nil)
    try target.offer(.init(value: 9), from: "m")
    #expect(target.stopReason == .target)

    let upward = session(.maximize, SolveLimits(target: .integer(9)))
    try upward.offer(.init(value: 6), from: "m")
    #expect(upward.stopReason == nil)
    try upward.offer(.init(value: 12), from: "m")
    #expect(upward.stopReason == .target)

    let gap = session(.minimize, SolveLimits(gap: 0.1))
    try gap.offer(.init(value: 30), from: "m")
    gap.raise(bound: .integer(26), from: "m")
    #expect(gap.stopReason == nil)
    gap.raise(bound: .integer(27), from: "m")
    #expect(gap.stopReason == .gap)

    #expect(session(.minimize, SolveLimits(time: 0)).stopReason == .timeLimit)
    #expect(session(.minimize, SolveLimits(time: 1000)).stopReason == nil)

    let cancellation = Cancellation()
    let cancelled = SolveSession(Toy(), sense: .minimize, cancellation: cancellation)
    #expect(cancelled.stopReason == nil)
    cancellation.cancel()
    #expect(cancelled.stopReason == .interrupted)
  }

  @Test("Remarks keep their order, and a later value replaces an earlier one")
  func notes() throws {
    let session = session()
    session.note("nodes", .integer(1))
    session.note("rows", .integer(2))
    session.note("nodes", .integer(3))
    let statistics = try session.finish(.completed).statistics
    #expect(
      statistics == [
        JSONValue.Member("nodes", .integer(3)), JSONValue.Member("rows", .integer(2)),
      ])
  }

  @Test("Events tell incumbent and bound as they stand, from many threads one at a time")
  func events() async throws {
    let events = Mutex<[ProgressEvent]>([])
    let session = SolveSession(Toy(), sense: .minimize) { event in
      events.withLock { $0.append(event) }
    }
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          for step in 0..<200 {
            _ = try? session.offer(.init(value: 3 * (5000 - 8 * step - worker)), from: "w")
            session.raise(bound: .integer(step), from: "w")
          }
        }
      }
    }
    let seen = events.withLock { $0 }
    let objectives = seen.compactMap { $0.objective?.asInteger }
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $0 >= $1 })
    let bounds = seen.compactMap { $0.bound?.asInteger }
    #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 })
    let result = try session.finish(.completed)
    #expect(result.incumbent?.objective == .integer(3 * (5000 - 8 * 199 - 7)))
    #expect(result.bound == .integer(199))
    #expect(seen.count == result.trajectory.count)
  }
}

@Suite("Objective values")
struct ObjectiveValueTests {
  @Test("Integers compare exactly beyond 2^53, mixed values as reals")
  func order() {
    let big = 1 << 60
    #expect(ObjectiveValue.integer(big) < .integer(big + 1))
    #expect(ObjectiveValue.integer(big + 1).isBetter(than: .integer(big), .maximize))
    #expect(ObjectiveValue.real(1.5) < .integer(2))
    #expect(!ObjectiveValue.integer(2).isBetter(than: .integer(2), .minimize))
  }

  @Test("The gap is |incumbent - bound| / max(|incumbent|, 1e-10)")
  func gap() {
    #expect(relativeGap(incumbent: .integer(-8), bound: .integer(-10)) == 0.25)
    #expect(relativeGap(incumbent: .integer(0), bound: .integer(0)) == 0)
    #expect(relativeGap(incumbent: .real(0), bound: .real(-1e-10)) == 1)
    #expect(relativeGap(incumbent: .integer(1 << 60), bound: .integer(1 << 60)) == 0)
  }
}
