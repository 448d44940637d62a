// SPDX-License-Identifier: MIT
#include "analyzer/capture/CompilationDatabase.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

namespace hookqual::capture {

using testing::ElementsAre;

static std::string errorOf(const std::string &text) {
  TestDirectory directory;
  auto commands = readCompilationDatabase(directory.add("compile_commands.json", text));
  if (commands)
    return "no error";
  std::string message = llvm::toString(commands.takeError());
  return message.substr(message.find("compile_commands.json"));
}

TEST(CompilationDatabase, ReadsBothForms) {
  TestDirectory directory;
  auto commands = readCompilationDatabase(directory.add("compile_commands.json", R"([
    {"directory": "/b", "file": "../s/a.c", "command": "cc -DX='\"y\"' -o a.o -c ../s/a.c"},
    {"directory": "sub", "file": "b.c", "arguments": ["cc", "-c", "b.c"]},
    {"directory": "/b", "file": "start.S", "command": "cc -c start.S"}])"));
  ASSERT_TRUE(bool(commands));
  ASSERT_EQ(commands->size(), 2u);
  EXPECT_EQ((*commands)[0].file, "/s/a.c");
  EXPECT_EQ((*commands)[0].object, "a.o");
  EXPECT_THAT((*commands)[0].arguments, ElementsAre("cc", "-DX=\"y\"", "-o", "a.o", "-c", "../s/a.c"));
  EXPECT_EQ((*commands)[1].file, directory.path() + "/sub/b.c");
}

TEST(CompilationDatabase, LocatesSyntaxErrors) {
  EXPECT_EQ(errorOf("[\n  {\"file\": }\n]"), "compile_commands.json:2:12: Invalid JSON value");
  EXPECT_EQ(errorOf("{}"), "compile_commands.json:1:1: not a list of compile commands");
}

TEST(CompilationDatabase, NamesTheEntryThatIsWrong) {
  EXPECT_EQ(errorOf(R"([{"directory": "/", "file": "a.c", "command": "cc a.c"}, {"file": "a.c"}])"),
            "compile_commands.json: entry 2: no 'directory'");
  EXPECT_EQ(errorOf(R"([{"directory": "/", "file": "a.c"}])"),
            "compile_commands.json: entry 1: neither 'command' nor 'arguments'");
  EXPECT_EQ(errorOf(R"([{"directory": "/", "file": "a.c", "command": "cc 'a.c"}])"),
            "compile_commands.json: entry 1: 'command' has an unclosed quote");
}

} // namespace hookqual::capture
