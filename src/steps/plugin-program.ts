/** The text of the plugin's one bundled file: the build makes it first and puts it in here. */
export { default as pluginProgram } from '../../dist/denyusernshost.js'
