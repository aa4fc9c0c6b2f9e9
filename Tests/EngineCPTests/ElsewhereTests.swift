import EngineCP
import JobShopModel
import Modeling
import OptCore
import ProofChecker
import Synchronization
import Testing

@Suite("Points from elsewhere")
struct ElsewhereTests {
  /// What an engine tells and asks.
  private final class Record: Sendable {
    let points = Mutex<[[Double]]>([])
    let asked = Mutex<[Double?]>([])

    func observer(_ answer: @escaping @Sendable (Double?) -> [Double]?) -> EngineObserver {
      EngineObserver(
        incumbent: { point, _ in self.points.withLock { $0.append(point) } },
        elsewhere: { best in
          self.asked.withLock { $0.append(best) }
          return answer(best)
        })
    }
  }

  private static func shop(_ size: Int, seed: UInt64) -> Model {
    var random = RandomStream(seed: seed)
    return JobShop.draw(jobs: size, machines: size, &random).model()
  }

  @Test("A better point is taken over, by one worker or two", arguments: [1, 2])
  func better(threads: Int) throws {
    let model = Self.shop(15, seed: 11)
    let long = try CPEngine().solve(model, options: EngineOptions(nodeLimit: 4000))
    let (point, value) = (try #require(long.point), try #require(long.objective))
    let options = EngineOptions(nodeLimit: 400 * threads, threads: threads)
    let alone = try CPEngine().solve(model, options: options)
    #expect((alone.objective ?? .infinity) > value)
    let record = Record()
    let observer = record.observer { best in (best ?? .infinity) > value ? point : nil }
    let result = try CPEngine().solve(model, options: options, observer: observer)
    #expect((result.objective ?? .infinity) <= value)
    #expect(record.points.withLock { $0 }.allSatisfy { model.violations(of: $0).isEmpty })
    // It asks with its own best, which never rises.
    let asked = record.asked.withLock { $0.compactMap { $0 } }
    #expect(asked == asked.sorted(by: >) && asked.contains { $0 <= value })
  }

  @Test("A wrong point is not believed, and a worse one changes nothing")
  func wrong() throws {
    for seed in 0..<20 {
      let model = Self.shop(4, seed: UInt64(seed))
      let right = try CPEngine().solve(model)
      let best = try #require(right.point)
      let zeros = [Double](repeating: 0, count: model.columnCount)
      // A schedule made longer at its end only.
      var claim = best
      claim[model.objective.columns.first.map(Int.init) ?? 0] -= 1
      for point in [
        zeros, claim, [], Array(best.dropLast()), best + [0], best.map { _ in .nan },
        best.map { _ in .infinity }, best.map { $0 + 0.5 }, best.map { _ in -1e300 },
      ] {
        let record = Record()
        let result = try CPEngine().solve(
          model, options: EngineOptions(threads: 1 + seed % 2),
          observer: record.observer { _ in point })
        #expect(result.termination == .optimal && result.objective == right.objective)
        #expect(record.points.withLock { $0 }.allSatisfy { model.violations(of: $0).isEmpty })
      }
    }
  }

  @Test("A point from elsewhere is part of a proof")
  func proof() throws {
    for seed in 0..<20 {
      let model = Self.shop(4, seed: UInt64(seed))
      let right = try CPEngine().solve(model)
      let point = try #require(right.point)
      let (result, proof) = try EngineProof.solve(
        model, observer: Record().observer { $0 == right.objective ? nil : point })
      #expect(result.termination == .optimal && result.objective == right.objective)
      let claim = try ProofChecker.check(proof, of: model)
      #expect(EngineProof.fits(claim, result))
    }
  }
}
