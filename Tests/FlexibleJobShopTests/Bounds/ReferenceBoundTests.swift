import FlexibleJobShop
import Foundation
import OptCore
import TestSupport
import Testing

/// One line of the table of best known values.
struct ReferenceShop: Sendable, CustomTestStringConvertible {
  let path: String
  let upperBound: Int

  var testDescription: String { path }

  /// Every instance with a known makespan; none without reference data.
  static let all: [ReferenceShop] = {
    guard let table = SharedData.file("benchmarks/fjsp/bks.csv"),
      let text = try? String(contentsOfFile: table, encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let upperBound = Int(fields[5]) else { return nil }
      return ReferenceShop(path: String(fields[0]), upperBound: upperBound)
    }
  }()

  /// Reads the instance; job shops by a few lines of our own.
  func instance() throws -> FlexibleJobShopInstance? {
    guard let file = SharedData.file("benchmarks/fjsp/" + path) else { return nil }
    let text = try String(contentsOfFile: file, encoding: .utf8)
    guard path.hasSuffix(".jsp") else {
      return try .read(SourceText(file: file, text: text))
    }
    let numbers = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
      .flatMap { $0.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } }
    let machines = numbers[1]
    return try FlexibleJobShopInstance(
      name: path, machineCount: machines,
      jobs: (0..<numbers[0]).map { job in
        (0..<machines).map { place in
          let k = 2 + 2 * (job * machines + place)
          return [.init(machine: numbers[k], duration: numbers[k + 1])]
        }
      })
  }
}

@Suite("Bounds against published values")
struct ReferenceBoundTests {
  @Test("No bound is above the best known makespan", arguments: ReferenceShop.all)
  func valid(shop: ReferenceShop) throws {
    guard let instance = try shop.instance() else { return }
    let bound = ShopBounds(instance).best()
    #expect(bound.value <= shop.upperBound, "\(bound.source)")
    #expect(Double(bound.value) >= 0.8 * Double(shop.upperBound), "\(bound.source)")
  }

  @Test(
    "Load bounds of long shops reach the linear relaxation",
    arguments: [
      ("rho600_a", 1282), ("rho600_b", 1304), ("rho1000_a", 2138), ("rho1000_b", 2118),
      ("rho2000_a", 4085),
    ])
  func long(name: String, relaxation: Int) throws {
    guard let shop = ReferenceShop.all.first(where: { $0.path == "rho/\(name).fjs" }),
      let instance = try shop.instance()
    else { return }
    let heads = ShopHeads(instance)
    #expect(LoadPrices(instance, heads: heads, rounds: 0).bound == relaxation)
    #expect(LoadPrices(instance, heads: heads).bound >= relaxation)
  }
}
