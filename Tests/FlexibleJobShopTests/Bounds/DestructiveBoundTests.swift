import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Makespans that are refuted")
struct DestructiveBoundTests {
  @Test("The optimum and everything above is never refuted", arguments: 0..<8)
  func neverTooMuch(seed: UInt64) throws {
    var random = RandomStream(seed: seed &+ 100)
    var (below, refuted) = (0, 0)
    for _ in 0..<400 {
      let shop = ShopOracle.random(&random, traits: .random(&random))
      let (instance, optimum) = (try shop.instance(), shop.optimum())
      let heads = ShopHeads(instance)
      for trial in optimum...optimum + 3 {
        #expect(
          !DestructiveBound.refutes(trial, heads, of: instance, atLeast: 0), "\(shop) \(trial)")
      }
      #expect(
        !DestructiveBound.refutes(optimum, heads, of: instance, atLeast: 0, shaving: true),
        "\(shop)")
      let bound = DestructiveBound.makespan(heads, of: instance, atLeast: 0)
      #expect(bound <= optimum, "\(shop)")
      below += optimum
      refuted += bound
    }
    #expect(Double(refuted) > 0.9 * Double(below), "\(refuted) of \(below)")
  }

  @Test("A caller that stops at once gets its own bound back")
  func stopped() throws {
    var random = RandomStream(seed: 1)
    let instance = try ShopOracle.random(&random).instance()
    let heads = ShopHeads(instance)
    #expect(
      DestructiveBound.makespan(heads, of: instance, atLeast: 2, shouldStop: { true }) == 2)
  }
}
