import OptCore
import Testing

@Suite("optsolve train")
struct TrainCommandTests {
  private static let tiny =
    ["instances=2", "jobs=5", "machines=3", "operations=5", "window=12", "step=4"]
    + ["conflicts=50", "trials=2", "epochs=2"]

  private func train(_ folder: TestFolder, _ more: [String] = []) -> (Int32, RecordedConsole) {
    let console = RecordedConsole()
    let settings = Self.tiny.flatMap { ["-P", $0] }
    let status = console.run(["train", "fjsp"] + settings + more + ["-o", folder.path("w.json")])
    return (status, console)
  }

  private func shop(_ folder: TestFolder) -> String {
    let path = folder.path("shop.fjs")
    let recipe = ["-P", "jobs=6", "-P", "machines=3", "-P", "operations=4", "-o", path]
    #expect(RecordedConsole().run(["generate", "fjsp"] + recipe) == 0)
    return path
  }

  private func roll(_ shop: String, weights: String, _ fix: String = "learned") -> (
    Int32, RecordedConsole
  ) {
    let console = RecordedConsole()
    let settings = ["fix=\(fix)", "weights=\(weights)", "window=10", "window-conflicts=50"]
    let status = console.run(
      ["fjsp", shop, "-m", "rho", "-q", "--json"] + settings.flatMap { ["-P", $0] })
    return (status, console)
  }

  @Test("the settings of the training are listed with those of the family's methods")
  func listed() {
    let console = RecordedConsole()
    #expect(console.run("methods", "fjsp") == 0)
    #expect(console.output.contains("\nsettings of the training\n"), "\(console.output)")
    let document = RecordedConsole()
    #expect(document.run("methods", "--json") == 0)
    #expect(document.output.contains("\"training_parameters\""))
  }

  @Test("something is left to learn from however much is kept back")
  func keptBack() throws {
    let folder = try TestFolder()
    #expect(train(folder, ["-P", "validation=0.9"]).0 == 0)
    let document = try JSONReader.read(
      SourceText(file: "w.json", text: try folder.text("w.json")))
    let labels = try #require(document["training"]?["labels"]?.asInteger)
    let kept = try #require(document["training"]?["kept_back"]?["labels"]?.asInteger)
    #expect(0 < kept && kept < labels)
  }

  @Test("a trained file says how it was made, repeats by its seed, and is used")
  func trained() throws {
    let folder = try TestFolder()
    let (status, console) = train(folder)
    #expect(status == 0, "\(console.errors)")
    #expect(console.errors.contains("instance 2 of 2"), "\(console.errors)")
    #expect(console.errors.contains("kept back: "), "\(console.errors)")
    let text = try folder.text("w.json")
    let document = try JSONReader.read(SourceText(file: "w.json", text: text))
    #expect(document["training"]?["kept_back"]?["instances"]?.asInteger == 1)
    #expect(document["training"]?["settings"]?["jobs"]?.asInteger == 5)
    #expect(train(folder, ["-q"]).1.errors.isEmpty)
    #expect(try folder.text("w.json") == text)
    let shop = shop(folder)
    let (used, answer) = roll(shop, weights: folder.path("w.json"))
    #expect(used == 0, "\(answer.errors)")
    #expect(roll(shop, weights: folder.path("w.json"), "rule").0 == 64)
  }

  @Test("a broken file of weights is refused at its place")
  func broken() throws {
    let folder = try TestFolder()
    let (status, console) = train(folder)
    #expect(status == 0, "\(console.errors)")
    let (text, shop) = (try folder.text("w.json"), shop(folder))
    let checksum = try #require(text.firstRange(of: "\"checksum\": \""))
    let cases: [(text: String, message: String)] = [
      (text.replacing("predictor-1", with: "predictor-9"), "predictor-9"),
      (
        text.replacing("\"features\": 1", with: "\"features\": 2"),
        "expected version 1 of the features"
      ),
      (
        text.replacingCharacters(checksum, "\"checksum\": \"0"),
        "expected the one of these numbers"
      ),
      (String(text.prefix(text.count / 2)), "broken.json:"),
      (text.replacing("\"weights\"", with: "\"heights\""), "found no 'weights'"),
      ("7", "found no 'format'"), ("", "broken.json:"),
    ]
    for (broken, message) in cases {
      #expect(broken != text)
      let (status, console) = roll(shop, weights: try folder.write("broken.json", broken))
      #expect(status == 65, "\(message)")
      #expect(console.errors.contains(message), "\(console.errors)")
      #expect(console.errors.contains("broken.json"), "\(console.errors)")
    }
    let (missing, errors) = roll(shop, weights: folder.path("missing.json"))
    #expect(missing == 66)
    #expect(errors.errors.contains("missing.json"), "\(errors.errors)")
  }

  @Test("what cannot be trained is said before any work")
  func refused() throws {
    let folder = try TestFolder()
    for (arguments, message) in [
      (["train", "smtt", "-o", folder.path("a")], "the family smtt has nothing to train"),
      (["train", "fjsp"], "'--output"),
      (["train", "fjsp", "-P", "job=3", "-o", folder.path("a")], "did you mean 'jobs'"),
    ] {
      let console = RecordedConsole()
      #expect(console.run(arguments) == 64)
      #expect(console.errors.contains(message), "\(console.errors)")
    }
    let console = RecordedConsole()
    #expect(console.run(["train", "fjsp", "-o", folder.path("no/such/w.json")]) == 73)
    #expect(train(folder, ["-t", "0"]).0 == 64)
    #expect(train(folder, ["-t", "0"]).1.errors.contains("stopped before there was any label"))
    #expect(try folder.names().isEmpty)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: new)
    return copy
  }
}
