import Foundation
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("An engine stops when it is told to", .serialized)
struct LimitTests {
  private let large = PositionalTardinessModel.random(30, seed: 11)

  @Test(
    "a cancelled run returns soon with incumbent and bound",
    arguments: EngineUnderTest.all)
  func cancellation(_ tested: EngineUnderTest) throws {
    let start = large.point(large.modifiedDueDateSequence)
    // The machine may be busy: one attempt of three has to be quick.
    var latencies: [Double] = []
    for _ in 0..<3 {
      let log = RunLog(large.model)
      let cancelled = Cancelled(log.cancellation, after: 1)
      let result = try tested.solve(
        large.model, EngineOptions(start: start), observer: log.observer)
      latencies.append(cancelled.secondsSince)
      #expect(result.termination == .interrupted)
      let objective = try #require(result.objective)
      let bound = try #require(result.bound)
      #expect(objective <= large.model.objectiveValue(at: start))
      #expect(bound <= objective)
      if tested.isLinear { #expect(bound > 0) }
      #expect(result.gap != nil)
      log.check(against: .optimal(objective))
      if latencies.contains(where: { $0 < 2 }) { break }
    }
    #expect(latencies.contains { $0 < 2 }, "\(latencies)")
  }

  @Test("a run cancelled before it begins returns at once", arguments: EngineUnderTest.all)
  func cancelledBefore(_ tested: EngineUnderTest) throws {
    let log = RunLog(large.model)
    log.cancellation.cancel()
    let result = try tested.solve(large.model, observer: log.observer)
    #expect(result.termination == .interrupted)
    #expect(result.time < 20)
  }

  @Test("the time limit is in wall seconds", arguments: EngineUnderTest.all)
  func timeLimit(_ tested: EngineUnderTest) throws {
    let result = try tested.solve(large.model, EngineOptions(timeLimit: 1.5))
    #expect(result.termination == .timeLimit)
    #expect(result.time >= 1.4)
    #expect(result.time < 20)
    #expect(result.bound != nil)
  }

  @Test("the time limit holds inside the first linear program", arguments: EngineUnderTest.all)
  func timeLimitInRoot(_ tested: EngineUnderTest) throws {
    // Without a limit the first linear program alone takes seconds; a busy machine may need some of them to load it.
    let huge = PositionalTardinessModel.random(70, seed: 4)
    let result = try tested.solve(huge.model, EngineOptions(timeLimit: 0.3))
    #expect(result.termination == .timeLimit)
    #expect(result.time < 30)
  }

  @Test("the node limit is kept", arguments: EngineUnderTest.all)
  func nodeLimit(_ tested: EngineUnderTest) throws {
    let model = PositionalTardinessModel.random(15, seed: 2)
    let result = try tested.solve(model.model, EngineOptions(nodeLimit: 3))
    #expect(result.termination == .nodeLimit || result.termination == .optimal)
    #expect(result.nodes <= 20)
    let none = try tested.solve(large.model, EngineOptions(nodeLimit: 0))
    #expect(none.termination == .nodeLimit)
  }

  @Test("the target asked for ends the run, in either sense", arguments: EngineUnderTest.all)
  func target(_ tested: EngineUnderTest) throws {
    let start = large.point(large.modifiedDueDateSequence)
    let value = large.model.objectiveValue(at: start)
    let result = try tested.solve(large.model, EngineOptions(target: value + 1, start: start))
    #expect(result.termination == .target)
    #expect(try #require(result.objective) <= value + 1)
    var largest = Model("largest")
    let x = largest.variables(.integer, 30, upper: 1, name: "x")
    largest.require(sum(0..<30) { (3 + $0 * 7 % 11) * x[$0] } <= 61)
    largest.maximize(sum(0..<30) { (5 + $0 * 5 % 13) * x[$0] })
    let knapsack = try tested.solve(largest, EngineOptions(target: 20))
    #expect(knapsack.termination == .target || knapsack.termination == .optimal)
    #expect(try #require(knapsack.objective) >= 20)
  }

  @Test("the gap asked for ends the run", arguments: EngineUnderTest.mip)
  func gap(_ tested: EngineUnderTest) throws {
    let result = try tested.solve(large.model, EngineOptions(gap: 0.9))
    #expect(result.termination == .gap || result.termination == .optimal)
    #expect((result.gap ?? 1) <= 0.9)
    #expect(result.point != nil)
  }
}

/// Cancels from another thread after some seconds.
private final class Cancelled: Sendable {
  private let moment: Double

  init(_ cancellation: Cancellation, after seconds: Double) {
    moment = MonotonicClock.now + seconds
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: seconds)
      cancellation.cancel()
    }
  }

  /// Seconds since the cancellation.
  var secondsSince: Double { MonotonicClock.now - moment }
}
