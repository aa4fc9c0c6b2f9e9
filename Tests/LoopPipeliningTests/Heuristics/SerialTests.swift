import LoopPipelining
import OptCore
import Testing

@Suite("a schedule soon")
struct SerialTests {
  @Test("loops whose memories have room for one operation after the other get a schedule at once")
  func memories() throws {
    let family = LoopPipeliningFamily()
    var found = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let settings = try ParameterValues(
        ["operations=10", "memories=2", "room=0"], allowed: family.generatorParameters ?? [])
      let instance = try family.generate(settings, seed: seed)
      let result = try family.solve(
        instance, method: "auto", limits: SolveLimits(time: 0.3))
      if result.incumbent != nil { found += 1 }
    }
    #expect(found == 20)
  }
}
