import EngineCP
import JobShopModel
import Modeling
import OptCore
import ProofChecker
import TestSupport
import Testing

@Suite("Proof: what the engine writes is accepted")
struct EngineProofTests {
  @Test("each kind of constraint alone", arguments: EngineProof.kinds)
  func alone(kind: RandomConstraints.Kind) throws {
    var random = RandomStream(seed: 71)
    for trial in 0..<modelCount {
      let list = [RandomConstraints.Kind](repeating: kind, count: 1 + trial % 2)
      if let fault = try EngineProof.fault(of: RandomConstraints.draw(list, &random)) {
        Issue.record("\(kind), model \(trial): \(fault)")
        return
      }
    }
  }

  @Test("mixed kinds", arguments: 0..<4)
  func mixed(part: Int) throws {
    var random = RandomStream(seed: 72, worker: UInt64(part))
    for trial in 0..<modelCount {
      let list = (0..<random.integer(in: 2...4)).map { _ in
        EngineProof.kinds[random.below(EngineProof.kinds.count)]
      }
      let model = RandomConstraints.draw(list, &random, values: 4)
      if let fault = try EngineProof.fault(of: model) {
        Issue.record("part \(part), model \(trial) of \(list): \(fault)")
        return
      }
    }
  }

  @Test("rows and bounds that no whole point satisfies")
  func noWholePoint() throws {
    var row = Model("row")
    let x = row.variables(.integer, 2, upper: 9, name: "x")
    row.require(2 * x[0] + 4 * x[1] == 7)
    var bound = Model("bound")
    _ = bound.variable(.integer, lower: 0.2, upper: 0.8, name: "x")
    var constant = Model("constant")
    let y = constant.variable(.integer, upper: 1, name: "y")
    constant.require(0 * y >= 1)
    for model in [row, bound, constant] {
      let fault = try EngineProof.fault(of: model)
      #expect(fault == nil, "\(model.name)")
    }
  }

  @Test("without an objective: a point, or none")
  func noObjective() throws {
    for (latest, termination) in [
      (1.0, EngineTermination.infeasible), (2, .infeasible), (3, .optimal),
    ] {
      var model = Model("two tasks of length 3")
      let start = model.variables(.integer, 2, upper: latest, name: "start")
      model.require(
        .noOverlap(
          start.map { Interval(start: $0, duration: LinearExpression(3)) }))
      #expect(try CPEngine().solve(model).termination == termination)
      #expect(try EngineProof.fault(of: model) == nil)
    }
  }

  @Test("job shops, proven and cut short", arguments: 0..<6)
  func shops(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let model = JobShop.draw(jobs: 7, machines: 6, &random).model()
    #expect(try EngineProof.fault(of: model) == nil)
    #expect(try EngineProof.fault(of: model, EngineOptions(nodeLimit: 20)) == nil)
  }

  @Test(
    "reference instances", .enabled(if: SharedData.file("benchmarks/fjsp/jsp/ft06.jsp") != nil),
    arguments: [("ft06", 55.0), ("la01", 666), ("la16", 945), ("ft10", 930)])
  func reference(name: String, optimum: Double) throws {
    let path = try #require(SharedData.file("benchmarks/fjsp/jsp/\(name).jsp"))
    let model = try JobShop.read(SourceText.read(path: path)).model()
    let (_, proof) = try EngineProof.solve(model)
    #expect(try ProofChecker.check(proof, of: model) == .optimal(optimum))
  }
}
