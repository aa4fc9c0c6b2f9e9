import EngineCP
import FlexibleJobShop
import Glibc
import OptCore
import Testing

@Suite("Learning which machines windows keep")
struct PredictorTests {
  private func rows(_ count: Int, seed: UInt64) -> TrainingSet {
    var random = RandomStream(seed: seed)
    var rows = TrainingSet()
    for _ in 0..<count {
      let vector = (0..<OverlapFeatures.count).map { _ in random.normal() }
      rows.vectors.append(vector)
      // Not linear: the two must agree in sign.
      rows.labels.append(vector[3] * vector[7] > 0)
      rows.isCritical.append(random.below(4) == 0)
    }
    return rows
  }

  @Test("The gradient is that of the loss, by small differences")
  func gradient() throws {
    let rows = rows(20, seed: 1)
    var training = PredictorTraining()
    training.epochs = 1
    var predictor = training.fit(rows)
    let part = Array(0..<20)[...]
    let slope = PredictorTraining.gradient(predictor, rows.vectors, rows, part)
    for index in stride(from: 0, to: MachinePredictor.weightCount, by: 7) {
      let old = predictor.weights[index]
      predictor.weights[index] = old + 1e-6
      let above = PredictorTraining.loss(predictor, rows.vectors, rows, part)
      predictor.weights[index] = old - 1e-6
      let below = PredictorTraining.loss(predictor, rows.vectors, rows, part)
      predictor.weights[index] = old
      #expect(abs((above - below) / 2e-6 - slope[index]) < 1e-5)
    }
  }

  @Test("It learns what no linear score can")
  func learns() {
    let (train, test) = (rows(2400, seed: 2), rows(600, seed: 4))
    let predictor = PredictorTraining().fit(train)
    let right = test.labels.indices.count {
      (predictor.probability(test.vectors[$0]) >= 0.5) == test.labels[$0]
    }
    #expect(Double(right) > 0.8 * Double(test.count))
    #expect(PredictorTraining().fit(train) == predictor)
  }

  @Test("Weights read back exactly, and what was altered is refused")
  func file() throws {
    var training = PredictorTraining()
    training.epochs = 1
    let predictor = training.fit(rows(50, seed: 3))
    let text = predictor.json.formatted()
    #expect(try MachinePredictor.read(SourceText(file: "weights", text: text)) == predictor)
    var altered = predictor
    altered.weights[5] += 1
    let forged = altered.json.formatted()
      .replacing(altered.checksum, with: predictor.checksum)
    #expect(throws: InstanceError.self) {
      try MachinePredictor.read(SourceText(file: "weights", text: forged))
    }
    let newer = text.replacing("\"features\": 1", with: "\"features\": 2")
    #expect(newer != text)
    #expect(throws: InstanceError.self) {
      try MachinePredictor.read(SourceText(file: "weights", text: newer))
    }
  }

  @Test("The predictor that comes with the tool has the numbers its version needs")
  func shipped() throws {
    let shipped = try #require(MachinePredictor.shipped)
    #expect(shipped.weights.count == MachinePredictor.weightCount)
    #expect(shipped.mean.count == OverlapFeatures.count)
    #expect(shipped.deviation.count == OverlapFeatures.count)
    #expect(shipped.deviation.allSatisfy { $0 > 0 })
  }

  @Test("Training from an oracle's labels repeats by its seed")
  func training() throws {
    var settings = ShopTraining.Settings()
    (settings.instances, settings.jobs, settings.machines, settings.operations) = (1, 5, 3, 5)
    (settings.window, settings.step, settings.conflicts, settings.epochs) = (12, 4, 50, 3)
    let first = try ShopTraining.run(settings, engine: CPEngine())
    let second = try ShopTraining.run(settings, engine: CPEngine())
    #expect(first.predictor == second.predictor)
    #expect(first.rows > 10)
    #expect(first.predictor.weights.allSatisfy { $0.isFinite })
    #expect(first.instances == 1 && first.measured == nil)
  }

  @Test("It is measured on instances that it was not trained on")
  func measured() throws {
    var settings = ShopTraining.Settings()
    (settings.instances, settings.jobs, settings.machines, settings.operations) = (3, 5, 3, 5)
    (settings.window, settings.step, settings.conflicts, settings.epochs) = (12, 4, 50, 3)
    let three = try ShopTraining.run(settings, engine: CPEngine())
    settings.instances = 1
    let first = try ShopTraining.run(settings, engine: CPEngine())
    let measured = try #require(three.measured)
    // The first instance is the one kept back, as a whole.
    #expect(measured.instances == 1)
    #expect(measured.rows == first.rows)
    #expect(three.instances == 3)
    #expect((0...1).contains(measured.truePositives) && (0...1).contains(measured.falsePositives))
  }

  @Test("Stopped before the first label it says so")
  func stopped() {
    #expect(throws: SolveError.badRequest("stopped before there was any label to learn from")) {
      try ShopTraining.run(ShopTraining.Settings(), engine: CPEngine(), isStopped: { true })
    }
  }
}
