import EngineCP
import JobShopModel
import Modeling
import OptCore
import ProofChecker
import TestSupport
import Testing

@Suite("Proof: the engine's proofs with something changed show nothing that is false")
struct ProofMutationTests {
  /// Takes a line out, doubles or swaps it, or changes one of its numbers or signs.
  private static func mutated(_ proof: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var lines = proof.split(separator: UInt8(ascii: "\n")).map(Array.init)
    let at = 2 + random.below(lines.count - 2)
    switch random.below(6) {
    case 0: lines.remove(at: at)
    case 1: lines.insert(lines[at], at: 2 + random.below(lines.count - 2))
    case 2: lines.swapAt(at, 2 + random.below(lines.count - 2))
    default:
      let places = lines[at].indices.filter { "0123456789<>".utf8.contains(lines[at][$0]) }
      guard let place = places.randomElement(using: &random) else { break }
      switch lines[at][place] {
      case UInt8(ascii: "<"): lines[at][place] = UInt8(ascii: ">")
      case UInt8(ascii: ">"): lines[at][place] = UInt8(ascii: "<")
      default: lines[at][place] = UInt8(ascii: "0") + UInt8(random.below(10))
      }
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
  }

  /// Whether a claim is true of a model with a known answer.
  private static func holds(_ claim: ProofClaim, _ model: Model, _ result: ModelResult) -> Bool {
    switch (claim, result.termination) {
    case (.nothing, _), (.infeasible, .infeasible), (.bound, .infeasible): true
    case (.optimal(let value), .optimal):
      result.objective.map { abs($0 - value) < 1e-6 } == true
    case (.bound(let value), .optimal):
      result.objective.map { model.sense == .minimize ? value <= $0 : value >= $0 } == true
    default: false
    }
  }

  /// Changes a proof often; returns how many of the changes were rejected.
  private static func rejected(
    _ model: Model, times: Int, _ random: inout RandomStream
  ) throws -> Int {
    let (result, proof) = try EngineProof.solve(model)
    var count = 0
    for _ in 0..<times {
      let changed = mutated(proof, &random)
      do throws(ProofFault) {
        let claim = try ProofChecker.check(changed, of: model)
        if !holds(claim, model, result) {
          Issue.record(
            "\(claim) of \(result.termination):\n\(String(decoding: changed, as: UTF8.self))")
        }
      } catch {
        count += 1
      }
    }
    return count
  }

  @Test("random models of all kinds", arguments: 0..<4)
  func models(part: Int) throws {
    var random = RandomStream(seed: 91, worker: UInt64(part))
    var rejected = 0
    let models = modelCount / 5
    for _ in 0..<models {
      let list = (0..<random.integer(in: 1...3)).map { _ in
        EngineProof.kinds[random.below(EngineProof.kinds.count)]
      }
      let model = RandomConstraints.draw(list, &random, values: 4)
      rejected += try Self.rejected(model, times: 20, &random)
    }
    #expect(rejected > 5 * models)
  }

  @Test("job shops", arguments: 0..<3)
  func shops(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let model = JobShop.draw(jobs: 6, machines: 5, &random).model()
    #expect(try Self.rejected(model, times: 100, &random) > 20)
  }
}
