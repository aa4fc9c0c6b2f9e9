import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Loops that are written and read again")
struct RoundTripTests {
  @Test("every reference instance", .enabled(if: !ReferenceLoops.names.isEmpty))
  func references() throws {
    for name in ReferenceLoops.names {
      let instance = try ReferenceLoops.instance(name)
      #expect(instance.name == name)
      let bytes = try LoopTexts.family.convert(
        instance, to: "json", formulation: nil, parameters: ParameterValues())
      let again = try LoopTexts.read(SourceText(file: "other.json", bytes: bytes))
      #expect(again == instance && again.digest == instance.digest, "\(name)")
    }
    #expect(ReferenceLoops.names.count > 100)
  }

  @Test("400 random loops of all shapes")
  func random() throws {
    var (joint, tied) = (0, 0)
    for seed in 1...400 as ClosedRange<UInt64> {
      let instance = try RandomLoops.instance(seed: seed)
      guard instance.impossibility == nil else { continue }
      let again = try LoopTexts.read(instance.json.formatted())
      #expect(again == instance && again.digest == instance.digest, "\(instance.name)")
      if instance.isJoint { joint += 1 }
      if instance.edges.contains(where: \.needsSameWarps) { tied += 1 }
    }
    #expect(joint > 50 && joint < 350 && tied > 50, "\(joint) \(tied)")
  }

  @Test("what is not known is refused with what is near")
  func refused() throws {
    let instance = try RandomLoops.instance(seed: 1)
    #expect(throws: SolveError.self) {
      try LoopTexts.family.convert(
        instance, to: "jsn", formulation: nil, parameters: ParameterValues())
    }
  }
}
