import OptCore
import SingleMachine
import Testing

@Suite("The published generator")
struct GeneratorTests {
  static func generate(_ settings: [String], seed: UInt64) throws -> SingleMachineInstance {
    let family = SingleMachineFamily()
    let parameters = try ParameterValues(settings, allowed: family.generatorParameters ?? [])
    return try family.generate(parameters, seed: seed)
  }

  @Test("a seed gives the same instance on every machine")
  func reproducible() throws {
    let instance = try Self.generate(["jobs=5", "weighted=true"], seed: 42)
    #expect(instance.name == "n5_tf0.6_rdd0.2_w_s42")
    #expect(instance == (try Self.generate(["jobs=5", "weighted=true"], seed: 42)))
    #expect(instance.digest != (try Self.generate(["jobs=5", "weighted=true"], seed: 43)).digest)
    #expect(
      instance.digest.description
        == "sha256:6e6fca98f6a5b958e49727a364c316c23a21186e233e50cfd57fd77f4b5a307c")
  }

  @Test("numbers stay in the ranges of the recipe")
  func ranges() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      let instance = try Self.generate(
        ["jobs=50", "tf=0.8", "rdd=1.0", "weighted=true", "clamp=false"], seed: seed)
      let total = Double(instance.totalProcessingTime)
      #expect(instance.processingTimes.allSatisfy { (1...100).contains($0) })
      #expect(instance.weights.allSatisfy { (1...10).contains($0) })
      // 1 - 0.8 - 0.5 = -0.3 and 1 - 0.8 + 0.5 = 0.7
      let range = (total * -0.3).rounded()...(total * 0.7).rounded()
      #expect(instance.dueDates.allSatisfy { range.contains(Double($0)) })
    }
  }

  @Test("negative due dates become 0 by default, and the rest of the numbers stay the same")
  func clamping() throws {
    let kept = try Self.generate(["tf=0.8", "rdd=1", "clamp=false"], seed: 9)
    let clamped = try Self.generate(["tf=0.8", "rdd=1"], seed: 9)
    #expect(kept.dueDates.contains { $0 < 0 })
    #expect(clamped.dueDates == kept.dueDates.map { max(0, $0) })
    #expect(clamped.processingTimes == kept.processingTimes)
  }

  @Test(
    "normal durations are at least 1 and have mean 59.5 and deviation 20 within 3 standard errors")
  func normal() throws {
    let instance = try Self.generate(["jobs=20000", "durations=normal"], seed: 1)
    let p = instance.processingTimes.map(Double.init)
    let mean = p.reduce(0, +) / 20_000
    let variance = p.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(instance.processingTimes.allSatisfy { $0 >= 1 })
    // Cutting to an integer lowers the mean by a half.
    #expect(abs(mean - 59.5) < 3 * 20 / 141.4)
    #expect(abs(variance.squareRoot() - 20) < 3 * 20 / 200)
  }

  @Test("no jobs at all is an instance; settings out of range are refused")
  func edges() throws {
    #expect(try Self.generate(["jobs=0"], seed: 1).jobCount == 0)
    #expect(throws: SolveError.self) { try Self.generate(["tf=1.5"], seed: 1) }
    #expect(throws: SolveError.self) { try Self.generate(["jobs=-1"], seed: 1) }
  }
}
